package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.journal.JournalFile;
import io.mitschnitt.recorder.journal.JournalHeader;
import io.mitschnitt.recorder.key.KeyRing;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprintTest {

  private static final int PLENTY = 1 << 24;

  @TempDir
  Path directory;

  private final byte[] key = KeyRing.newKey();
  private final JournalHeader header = new JournalHeader(
      RecordingId.random(), CallId.at(1_700_000_000_000L), new byte[40], "kek", new byte[8]);
  private final AtomicLong budget = new AtomicLong(PLENTY);
  private final byte[] scratch = new byte[1 << 17];
  private RingTape tape;
  private JournalFile file;
  private Path path;

  @BeforeEach
  void open() throws IOException {
    tape = new RingTape(header.recording(), header.call(), new RingTape.Deck() {
      @Override
      public Future<Void> closed(RingTape any, boolean started) {
        return Future.succeededFuture();
      }

      @Override
      public Future<Void> discarded(RingTape any) {
        return Future.succeededFuture();
      }
    });
    file = JournalFile.create(directory, header, key);
    path = JournalFile.path(directory, header.recording());
  }

  @Test
  void what_was_encoded_during_the_call_is_byte_for_byte_what_would_be_encoded_after_it()
      throws IOException {
    try (Preprint preprint = Preprint.open(path, header, key, budget)) {
      FakeCall call = new FakeCall(Codec.PCMA, Codec.OPUS, 99);
      call.start(tape);
      talk(call, 400, preprint);
      tape.close(call.end() + 3_141_592);
      carry();
      assertThat(budget.get()).isLessThan(PLENTY);
      assertThat(preprint.complete()).isTrue();
      try (Encoding encoding = Encoding.open(path, header, key)) {
        byte[] after = all(encoding);
        assertThat(all(preprint)).isEqualTo(after);
        assertThat(preprint.head()).isEqualTo(encoding.head());
        assertThat(preprint.finished()).usingRecursiveComparison().isEqualTo(encoding.finished());
      }
    }
    assertThat(budget.get()).isEqualTo(PLENTY);
  }

  @Test
  void it_is_useless_where_a_leg_turns_wideband_later_on() throws IOException {
    try (Preprint preprint = Preprint.open(path, header, key, budget)) {
      FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMU, 99);
      call.start(tape);
      talk(call, 100, preprint);
      FakeCall better = new FakeCall(Codec.PCMA, Codec.OPUS, call.end());
      talk(better, 100, preprint);
      tape.close(better.end());
      carry();
      assertThat(preprint.complete()).isFalse();
    }
  }

  @Test
  void it_is_useless_where_the_budget_is_spent_and_gives_it_back() throws IOException {
    budget.set(10_000);
    try (Preprint preprint = Preprint.open(path, header, key, budget)) {
      FakeCall call = new FakeCall(Codec.PCMA, Codec.PCMU, 99);
      call.start(tape);
      talk(call, 400, preprint);
      tape.close(call.end());
      carry();
      assertThat(preprint.complete()).isFalse();
    }
    assertThat(budget.get()).isEqualTo(10_000);
  }

  private void talk(FakeCall call, int packets, Preprint preprint) throws IOException {
    for (int i = 0; i < packets; i++) {
      assertThat(call.packet(tape)).isTrue();
      if (i % 10 == 9) {
        carry();
      }
      if (i % 50 == 49) {
        preprint.advance();
      }
    }
  }

  private void carry() throws IOException {
    int length = tape.ring().peek(scratch);
    file.append(scratch, length, false);
    tape.ring().release();
  }

  private static byte[] all(Print print) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] piece = print.next(); piece.length > 0; piece = print.next()) {
      whole.writeBytes(piece);
    }
    return whole.toByteArray();
  }
}
