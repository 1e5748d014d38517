package io.mitschnitt.webui.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class OwnSideTest {

  @Test
  void the_right_channel_is_silent_wherever_the_pieces_are_cut() {
    byte[] file = new byte[OwnSide.HEAD + 40];
    java.util.Arrays.fill(file, (byte) 7);
    for (int cut = 0; cut <= file.length; cut++) {
      Buffer whole = Buffer.buffer();
      whole.appendBuffer(OwnSide.masked(Buffer.buffer(file).getBuffer(0, cut), 0));
      whole.appendBuffer(OwnSide.masked(Buffer.buffer(file).getBuffer(cut, file.length), cut));
      for (int i = 0; i < file.length; i++) {
        boolean right = i >= OwnSide.HEAD && (i - OwnSide.HEAD) % 4 >= 2;
        assertThat(whole.getByte(i)).as("byte %d cut at %d", i, cut).isEqualTo((byte)
            (right ? 0 : 7));
      }
    }
  }
}
