package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of the book are wanted, the latest answered first.
 *
 * @param query what is asked for; its cursor and limit count no longer
 * @param after the last row that was already seen
 */
public record RowSearch(RowQuery query, Optional<Position> after, int limit) {

  private static final int MAX_PAGE = 1000;

  /** One row more than is asked for: it tells whether another page follows. */
  static RowSearch oneMore(RowQuery query) {
    if (query.limit() < 1 || query.limit() > MAX_PAGE) {
      throw new IllegalArgumentException("limit is 1 to " + MAX_PAGE);
    }
    return new RowSearch(query, query.cursor().map(Position::read), query.limit() + 1);
  }

  /** A place in the list; as a text it is base64url of "milliseconds:call". */
  public record Position(Instant answeredAt, CallId call) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}):([0-9a-f]{32})");

    String write() {
      String plain = answeredAt.toEpochMilli() + ":" + call.value();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    private static Position read(String text) {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      Matcher matcher = FORM.matcher(plain);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a cursor");
      }
      return new Position(
          Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), new CallId(matcher.group(2)));
    }
  }
}
