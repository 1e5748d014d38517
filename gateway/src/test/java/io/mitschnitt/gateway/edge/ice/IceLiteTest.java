package io.mitschnitt.gateway.edge.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vectors are those of RFC 5769, sections 2.1 and 2.2. */
class IceLiteTest {

  private static final byte[] REQUEST = HexFormat.of()
      .parseHex(
          "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b1"
              + "51263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");
  private static final byte[] RESPONSE = HexFormat.of()
      .parseHex(
          "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599"
              + "fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
  private static final InetSocketAddress BROWSER = new InetSocketAddress("192.0.2.9", 5000);
  private static final InetSocketAddress MOVED = new InetSocketAddress("192.0.2.9", 6000);

  private final List<byte[]> sent = new ArrayList<>();
  private final List<InetSocketAddress> claimed = new ArrayList<>();
  private final IcePeer peer = new IcePeer();
  private final IceLite lite = new IceLite(
      new Stun(),
      new IceLite.Wire() {
        @Override
        public void send(byte[] message, InetSocketAddress to) {
          sent.add(message);
        }

        @Override
        public void claims(InetSocketAddress address) {
          claimed.add(address);
        }
      },
      0);

  @Test
  void the_rfc_s_messages_are_sound_and_authentic_under_their_password_only() {
    for (byte[] m : List.of(REQUEST, RESPONSE)) {
      assertThat(StunShape.sound(m)).isTrue();
      assertThat(new Stun().authentic(m, PASSWORD)).isPresent();
      assertThat(new Stun().authentic(m, "another")).isEmpty();
    }
    assertThat(StunShape.ourFragment(REQUEST)).isEqualTo("evtj");
    assertThat(StunShape.isRequest(REQUEST)).isTrue();
    assertThat(StunShape.isSuccess(RESPONSE)).isTrue();
  }

  @Test
  void a_check_under_our_password_is_answered_and_selects_its_address() {
    lite.remote(peer.ufrag(), peer.pwd());
    byte[] check = peer.check(lite.ufrag(), lite.pwd());
    assertThat(lite.check(check, lite.ufrag(), BROWSER, 1)).isTrue();
    assertThat(lite.selected()).isEqualTo(BROWSER);
    assertThat(claimed).containsExactly(BROWSER);
    assertThat(peer.response(sent.get(0), lite.pwd())).isTrue();
    assertThat(sent.get(0).length).isLessThanOrEqualTo(check.length + 40);
    assertThat(new String(sent.get(0), StandardCharsets.ISO_8859_1)).doesNotContain("ice4j");
  }

  @Test
  void a_check_under_another_password_is_not_answered() {
    assertThat(lite.check(peer.check(lite.ufrag(), "x".repeat(24)), lite.ufrag(), BROWSER, 1))
        .isFalse();
    assertThat(sent).isEmpty();
    assertThat(lite.selected()).isNull();
  }

  @Test
  void a_check_without_integrity_or_fingerprint_is_not_sound() {
    byte[] check = peer.check(lite.ufrag(), lite.pwd());
    byte[] noFingerprint = shorter(check, 8);
    byte[] noIntegrity = shorter(check, 32);
    assertThat(StunShape.sound(check)).isTrue();
    assertThat(StunShape.sound(noFingerprint)).isFalse();
    assertThat(StunShape.sound(noIntegrity)).isFalse();
  }

  @Test
  void a_restart_keeps_the_old_pair_until_the_first_check_under_the_new_password() {
    lite.remote(peer.ufrag(), peer.pwd());
    lite.check(peer.check(lite.ufrag(), lite.pwd()), lite.ufrag(), BROWSER, 1);
    String oldUfrag = lite.ufrag();
    String oldPwd = lite.pwd();
    assertThat(lite.remote(peer.ufrag(), peer.pwd())).isFalse();
    assertThat(lite.remote("other", "p".repeat(24))).isTrue();
    assertThat(lite.fragments()).containsExactly(lite.ufrag(), oldUfrag);
    assertThat(lite.check(peer.check(oldUfrag, oldPwd), oldUfrag, BROWSER, 2)).isTrue();
    assertThat(lite.selected()).isEqualTo(BROWSER);
    assertThat(lite.check(peer.check(lite.ufrag(), lite.pwd()), lite.ufrag(), MOVED, 3))
        .isTrue();
    assertThat(lite.selected()).isEqualTo(MOVED);
    assertThat(lite.fragments()).containsExactly(lite.ufrag());
  }

  @Test
  void consent_ends_thirty_seconds_after_the_last_check() {
    lite.remote(peer.ufrag(), peer.pwd());
    lite.check(peer.check(lite.ufrag(), lite.pwd()), lite.ufrag(), BROWSER, 5_000_000_000L);
    assertThat(lite.expired(34_000_000_000L)).isFalse();
    assertThat(lite.expired(36_000_000_000L)).isTrue();
  }

  @Test
  void hostile_messages_reach_no_decoder_that_throws() {
    Random random = new Random(1);
    Stun stun = new Stun();
    byte[] check = peer.check("ufrag", PASSWORD);
    assertThatCode(() -> {
          for (int i = 0; i < 100_000; i++) {
            byte[] b = (i % 3 == 0 ? REQUEST : i % 3 == 1 ? RESPONSE : check).clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--)
              b[random.nextInt(b.length)] = (byte) random.nextInt();
            if (!StunShape.sound(b)) continue;
            StunShape.ourFragment(b);
            stun.authentic(b, PASSWORD);
          }
        })
        .doesNotThrowAnyException();
  }

  @Test
  void shorts_and_oversized_lengths_are_not_sound() {
    assertThat(StunShape.sound(new byte[0])).isFalse();
    assertThat(StunShape.sound(new byte[19])).isFalse();
    byte[] longer = REQUEST.clone();
    longer[23] = 0x60;
    assertThat(StunShape.sound(longer)).isFalse();
    longer[22] = (byte) 0xFF;
    longer[23] = (byte) 0xFF;
    assertThat(StunShape.sound(longer)).isFalse();
  }

  private static byte[] shorter(byte[] m, int by) {
    byte[] b = java.util.Arrays.copyOf(m, m.length - by);
    int length = b.length - 20;
    b[2] = (byte) (length >> 8);
    b[3] = (byte) length;
    return b;
  }
}
