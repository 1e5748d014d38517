package io.mitschnitt.webui.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  @Test
  void a_hash_survives_being_written_and_knows_its_password_alone() {
    PasswordHash hash =
        PasswordHash.read(PasswordHash.of("correct horse").text()).orElseThrow();
    assertThat(hash.memoryKib()).isEqualTo(19 * 1024);
    assertThat(hash.passes()).isEqualTo(2);
    assertThat(hash.matches("correct horse")).isTrue();
    assertThat(hash.matches("correct horsE")).isFalse();
    assertThat(hash.toString()).doesNotContain("$");
  }

  @Test
  void two_hashes_of_one_password_differ() {
    assertThat(PasswordHash.of("correct horse").text())
        .isNotEqualTo(PasswordHash.of("correct horse").text());
  }

  /** Made with the reference program: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e}. */
  @Test
  void a_hash_of_the_reference_program_is_known() {
    PasswordHash hash = PasswordHash.read(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
        .orElseThrow();
    assertThat(hash.matches("password")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2b$10$abc",
        "$argon2i$v=19$m=1,t=1,p=1$YQ$YQ",
        "$argon2id$v=19$m=1,t=1,p=1$=$="
      })
  void anything_else_is_no_hash(String text) {
    assertThat(PasswordHash.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "short,                       at least 12",
    "elevenchars,                 at least 12",
    "my-name-is-eva-lotte,        user's name",
    "mitschnitt-forever,          product's",
    "aaaaaaaaaaaaaaaa,            too easy",
    "password12345678,            too easy",
  })
  void what_comes_to_mind_first_is_refused(String password, String because) {
    assertThat(PasswordRules.objection("eva", password).orElseThrow()).contains(because);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse battery", "пароль-пароль-1", "ÄÖÜäöüßéèà!?", "twelve chars"})
  void long_ones_are_taken_whatever_they_are_made_of(String password) {
    assertThat(PasswordRules.objection("eva", password)).isEmpty();
  }
}
