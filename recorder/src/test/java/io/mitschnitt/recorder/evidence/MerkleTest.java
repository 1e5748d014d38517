package io.mitschnitt.recorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTest {

  /** The tree of the vectors: certificate transparency's own eight entries. */
  private static final List<String> ENTRIES = List.of(
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f");

  private static final String ROOT_OF_EIGHT =
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

  @Test
  void every_vector_is_judged_as_it_should_be() throws Exception {
    List<Path> vectors = vectors();
    assertThat(vectors).hasSize(92);
    List<String> wrong = new ArrayList<>();
    for (Path file : vectors) {
      JsonObject vector = new JsonObject(Files.readString(file));
      boolean good = file.getFileName().toString().startsWith("inclusion")
          ? includes(vector)
          : continues(vector);
      if (good == vector.getBoolean("wantErr")) {
        wrong.add(file.getFileName().toString());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void the_tree_of_eight_has_the_root_that_everybody_gets() {
    assertThat(HexFormat.of().formatHex(Merkle.root(leaves(8)))).isEqualTo(ROOT_OF_EIGHT);
    assertThat(HexFormat.of().formatHex(RightEdge.EMPTY.root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void every_entry_of_every_tree_up_to_seventy_is_proved_and_no_other() {
    for (int size = 1; size <= 70; size++) {
      Grown tree = new Grown(size);
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = TreePath.inclusion(index, size).proof(tree::stored);
        byte[] leaf = tree.leaves.get(index);
        assertThat(Merkle.includes(index, size, leaf, proof, tree.edge.root()))
            .as("%s of %s", index, size)
            .isTrue();
        assertThat(Merkle.includes(
                index, size, Merkle.leaf(new byte[] {1, 2, 3}), proof, tree.edge.root()))
            .isFalse();
      }
    }
  }

  @Test
  void every_tree_up_to_seventy_is_shown_to_continue_every_smaller_one() {
    Grown tree = new Grown(70);
    for (int newer = 1; newer <= 70; newer++) {
      byte[] root = new Grown(newer).edge.root();
      for (int older = 1; older <= newer; older++) {
        List<byte[]> proof = TreePath.consistency(older, newer).proof(tree::stored);
        byte[] before = new Grown(older).edge.root();
        assertThat(Merkle.continues(older, newer, before, root, proof))
            .as("%s to %s", older, newer)
            .isTrue();
        assertThat(Merkle.continues(older, newer, Merkle.leaf(before), root, proof))
            .isFalse();
      }
    }
  }

  @Test
  void a_proof_among_ten_million_entries_needs_few_hashes() {
    long size = 10_000_000;
    assertThat(TreePath.inclusion(4_711_000, size).parts()).hasSizeLessThanOrEqualTo(24);
    assertThat(TreePath.edge(size)).hasSize(Long.bitCount(size));
  }

  private static boolean includes(JsonObject vector) {
    return Merkle.includes(
        vector.getLong("leafIdx"),
        vector.getLong("treeSize"),
        bytes(vector, "leafHash"),
        proof(vector),
        bytes(vector, "root"));
  }

  private static boolean continues(JsonObject vector) {
    return Merkle.continues(
        vector.getLong("size1"),
        vector.getLong("size2"),
        bytes(vector, "root1"),
        bytes(vector, "root2"),
        proof(vector));
  }

  private static List<byte[]> proof(JsonObject vector) {
    return Optional.ofNullable(vector.getJsonArray("proof")).orElse(new JsonArray()).stream()
        .map(hash -> Base64.getDecoder().decode((String) hash))
        .toList();
  }

  private static byte[] bytes(JsonObject vector, String name) {
    return Base64.getDecoder()
        .decode(Optional.ofNullable(vector.getString(name)).orElse(""));
  }

  private static List<Path> vectors() throws Exception {
    Path directory =
        Path.of(MerkleTest.class.getResource("/merkle-rfc6962/NOTICE").toURI()).getParent();
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static List<byte[]> leaves(int count) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(Merkle.leaf(
          i < ENTRIES.size()
              ? HexFormat.of().parseHex(ENTRIES.get(i))
              : ("entry " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return leaves;
  }

  /** A tree with what is stored of it. */
  private static final class Grown {
    private final List<byte[]> leaves;
    private final List<List<byte[]>> nodes = new ArrayList<>();
    private RightEdge edge = RightEdge.EMPTY;

    Grown(int size) {
      leaves = leaves(size);
      for (byte[] leaf : leaves) {
        RightEdge.Grown grown = edge.plus(leaf);
        nodes.add(grown.nodes());
        edge = grown.edge();
      }
    }

    byte[] stored(TreePath.Node node) {
      return nodes.get((int) node.entry()).get(node.level());
    }
  }
}
