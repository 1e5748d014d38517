package io.mitschnitt.webui;

import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Imports.Foreign;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.mitschnitt.webui.api.Given.Wrong;
import io.mitschnitt.webui.compliance.ImportRecording;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code import}: files that were recorded elsewhere, one after the other, all with the same facts. A file that cannot be
 * taken is named with the reason; the others are taken, and the exit code is 1.
 */
final class Import {

  private static final Listener OPERATOR = new Listener("command line", "operator");

  private final Wish wish;
  private final Settings settings;
  private int taken;

  /**
   * What to import.
   *
   * @param facts as {@code POST /imports} has them in its address
   */
  record Wish(List<Path> files, Map<String, String> facts) {

    Wish {
      files = List.copyOf(files);
      facts = Map.copyOf(facts);
    }

    /** What is known of {@code file}; refuses words that cannot be understood. */
    Foreign foreign(Path file) {
      MultiMap words = MultiMap.caseInsensitiveMultiMap().addAll(facts);
      try {
        return ImportRecording.read(
            words.set("file", String.valueOf(file.getFileName())), OPERATOR);
      } catch (NotUnderstood e) {
        throw Sorry.wrongUse("import: " + e.detail());
      } catch (Wrong e) {
        throw Sorry.wrongUse("import: " + e.getMessage());
      }
    }
  }

  Import(Wish wish, Settings settings) {
    this.wish = wish;
    this.settings = settings;
  }

  Future<Integer> run() {
    wish.files().forEach(wish::foreign); // wrong words are told before anything is opened
    Vertx vertx = House.ground();
    Future<Integer> done = House.recorder(vertx, settings)
        .compose(recorder -> all(vertx, recorder).eventually(recorder::close))
        .map(v -> {
          Console.say(taken + " of " + wish.files().size() + " files imported");
          return taken == wish.files().size() ? 0 : 1;
        });
    return House.thenClose(done, vertx::close);
  }

  private Future<Void> all(Vertx vertx, RecorderDoors recorder) {
    Future<Void> all = Future.succeededFuture();
    for (Path file : wish.files()) {
      all = all.compose(v -> one(vertx, recorder.imports(), file));
    }
    return all;
  }

  private Future<Void> one(Vertx vertx, Imports imports, Path file) {
    OpenOptions existing = new OpenOptions().setWrite(false).setCreate(false);
    return vertx
        .fileSystem()
        .open(file.toString(), existing)
        .compose(bytes -> {
          bytes.pause();
          return imports.bring(wish.foreign(file), bytes).eventually(bytes::close);
        })
        .onSuccess(id -> {
          taken++;
          Console.say(file + ": recording " + id);
        })
        .onFailure(cause -> Console.warn(file + ": "
            + (cause instanceof Refused refused ? refused.why() : "cannot be read or stored")))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
