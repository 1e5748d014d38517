package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file that is on its way in, on the disk under a key that only this object knows: nobody reads it there, and after a
 * crash it is noise.
 */
final class Locker {

  private static final int KEY_BYTES = 32;
  private static final int BLOCK = 16;

  private final Path path;
  private final byte[] key = new byte[KEY_BYTES];
  private final MessageDigest digest = Encoding.sha256();
  private long bytes;

  Locker(Path path) {
    this.path = path;
    new SecureRandom().nextBytes(key);
  }

  /** Takes {@code stream} in, with back-pressure; fails with {@link Refused} where it is too long. */
  Future<Void> fill(Vertx vertx, ReadStream<Buffer> stream) {
    OpenOptions fresh = new OpenOptions().setCreateNew(true).setPerms("rw-------");
    return vertx
        .fileSystem()
        .open(path.toString(), fresh)
        .compose(file -> poured(stream, file)
            .transform(done -> file.close()
                .transform(closed -> done.succeeded()
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(done.cause()))));
  }

  private Future<Void> poured(ReadStream<Buffer> stream, AsyncFile file) {
    Promise<Void> done = Promise.promise();
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE);
    stream.exceptionHandler(done::tryFail);
    file.exceptionHandler(done::tryFail);
    stream.endHandler(v -> done.tryComplete());
    stream.handler(piece -> {
      bytes += piece.length();
      if (bytes > Imports.MOST_BYTES) {
        stream.pause();
        done.tryFail(new Refused("the file is longer than " + (Imports.MOST_BYTES >> 20) + " MB"));
        return;
      }
      digest.update(piece.getBytes());
      file.write(Buffer.buffer(cipher.update(piece.getBytes())));
      if (file.writeQueueFull()) {
        stream.pause();
        file.drainHandler(v -> stream.resume());
      }
    });
    stream.resume();
    return done.future();
  }

  /** Of the whole file, lower-case hex; once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The file from its beginning. */
  InputStream open() throws IOException {
    return new BufferedInputStream(
        new CipherInputStream(Files.newInputStream(path), cipher(Cipher.DECRYPT_MODE)), 1 << 16);
  }

  void empty() throws IOException {
    Files.deleteIfExists(path);
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is part of every JDK", e);
    }
  }
}
