package io.mitschnitt.recorder.store;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelvesTest {

  @Test
  void documents_are_kept_by_collection_and_key_and_survive_a_restart(@TempDir Path directory)
      throws Exception {
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      Shelf shelf = open.store.shelf();
      await(shelf.put("users", "anna", "{\"role\":\"agent\"}"));
      await(shelf.put("users", "anna", "{\"role\":\"admin\"}"));
      await(shelf.put("users", "ben", "{}"));
      await(shelf.put("users", "carl", "{}"));
      await(shelf.put("tokens", "anna", "[]"));
      await(shelf.remove("users", "ben"));
      await(shelf.remove("users", "nobody"));
    }
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      Shelf shelf = open.store.shelf();

      assertThat(await(shelf.get("users", "anna"))).contains("{\"role\":\"admin\"}");
      assertThat(await(shelf.get("users", "ben"))).isEmpty();
      assertThat(await(shelf.all("users")))
          .isEqualTo(Map.of("anna", "{\"role\":\"admin\"}", "carl", "{}"));
      assertThat(await(shelf.all("nothing"))).isEmpty();
      assertThat(await(shelf.some("users", List.of("anna", "ben"))))
          .isEqualTo(Map.of("anna", "{\"role\":\"admin\"}"));
      assertThat(await(shelf.some("users", List.of()))).isEmpty();
    }
  }

  @Test
  void a_name_that_is_not_lower_case_letters_is_refused(@TempDir Path directory) throws Exception {
    try (OpenStore open = OpenStore.embeddedIn(directory)) {
      for (String name : new String[] {"", "a.b", "$cmd", "A", "calls "}) {
        assertThatThrownBy(() -> open.store.shelf().get(name, "x"))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
