package io.mitschnitt.webui.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {

  @Test
  void a_channel_or_a_stretch_of_it_is_understood() {
    assertThat(Cuts.read("agent")).isEqualTo(Cut.all(Leg.AGENT));
    assertThat(Cuts.read("customer:12.5-15"))
        .isEqualTo(new Cut(Leg.CUSTOMER, 12_500, OptionalLong.of(15_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "both", "agent:", "agent:5", "agent:5-4", "customer:-1-2", "agent:1.2345-2"})
  void anything_else_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cuts.read(text));
  }
}
