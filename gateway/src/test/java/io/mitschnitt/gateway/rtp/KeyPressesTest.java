package io.mitschnitt.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyPressesTest {

  private final StringBuilder heard = new StringBuilder();
  private final KeyPresses keys = new KeyPresses(heard::append);

  @Test
  void a_key_is_told_once_at_its_end_however_often_the_end_comes() {
    event(100, 9, false, 160);
    event(100, 9, false, 320);
    assertThat(heard).isEmpty();
    event(100, 9, true, 480);
    event(100, 9, true, 480);
    event(100, 9, true, 480);
    assertThat(heard).hasToString("9");
  }

  @Test
  void an_end_alone_is_a_key() {
    event(100, 11, true, 480);
    assertThat(heard).hasToString("#");
  }

  @Test
  void the_same_key_twice_is_two_keys() {
    event(100, 1, true, 480);
    event(900, 1, true, 480);
    assertThat(heard).hasToString("11");
  }

  @Test
  void a_key_whose_ends_were_lost_is_told_by_the_next_key() {
    event(100, 1, false, 160);
    event(900, 2, true, 480);
    assertThat(heard).hasToString("12");
  }

  @Test
  void a_key_whose_ends_were_lost_is_told_by_the_sound_that_goes_on() {
    event(100, 1, false, 160);
    keys.sound(100_000_000);
    assertThat(heard).isEmpty();
    keys.sound(300_000_000);
    keys.sound(400_000_000);
    assertThat(heard).hasToString("1");
  }

  @Test
  void a_straggler_of_an_earlier_key_is_no_key() {
    event(900, 2, true, 480);
    event(100, 1, true, 480);
    assertThat(heard).hasToString("2");
  }

  @Test
  void what_no_telephone_has_is_no_key() {
    event(100, 16, true, 480);
    keys.heard(1, 5, new byte[] {1, (byte) 0x80, 0}, 0, 3, 0);
    assertThat(heard).isEmpty();
  }

  @Test
  void what_we_send_is_what_such_a_receiver_hears() {
    KeySender sender = new KeySender('D', 800, 160);
    RtpOut out = new RtpOut(1, 1, 1);
    byte[] b = new byte[16];
    RtpPacket p = new RtpPacket(b);
    int packets = 0;
    int time = 0;
    while (!sender.over()) {
      assertThat(sender.write(b, 0, out, 101, packets * 20_000_000L)).isEqualTo(16);
      assertThat(p.marker()).isEqualTo(packets == 0);
      if (packets++ == 0) time = p.timestamp();
      assertThat(p.timestamp()).isEqualTo(time);
      keys.heard(p.ssrc(), p.timestamp(), b, 12, 4, 0);
    }
    assertThat(packets)
        .isEqualTo(7); // five updates, of which the last is the end, and two more ends
    assertThat(heard).hasToString("D");
  }

  private void event(int time, int event, boolean end, int duration) {
    byte[] b = {(byte) event, (byte) (end ? 0x8A : 10), (byte) (duration >> 8), (byte) duration};
    keys.heard(1, time, b, 0, 4, 0);
  }
}
