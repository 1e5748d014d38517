package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.contract.GatewayConf.Register;
import io.mitschnitt.gateway.sip.Digest;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Our answer to a carrier's challenge, by the strongest algorithm that it offers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-22">RFC 3261, section 22</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8760">RFC 8760</a>
 */
record Proof(Wire wire, Register login) {

  /** Tries with a password: the second is for a nonce that went stale on the way. */
  static final int TRIES = 2;

  private static final List<String> STRONGEST_FIRST = List.of("SHA-512-256", "SHA-256", "MD5");
  private static final String FIRST = "00000001"; // each nonce is used once

  static boolean asked(SIPResponse response) {
    return response.getStatusCode() == 401 || response.getStatusCode() == 407;
  }

  /** {@code request} once more, with the proof that {@code challenge} asks for; nothing where it asks for what we lack. */
  Optional<SIPRequest> again(SIPRequest request, SIPResponse challenge) throws Exception {
    AuthorizationHeader proof = header(challenge, request);
    if (proof == null) {
      return Optional.empty();
    }
    SIPRequest again = (SIPRequest) request.clone();
    again.setApplicationData(null);
    again.removeHeader("Authorization");
    again.removeHeader("Proxy-Authorization");
    again.setVia(
        List.of(wire.via(request.getTopmostVia().getTransport().toUpperCase(Locale.ROOT))));
    again.getCSeq().setSeqNumber(request.getCSeq().getSeqNumber() + 1);
    again.addHeader(proof);
    return Optional.of(again);
  }

  /** The header that answers {@code challenge} for {@code request}. */
  @Nullable
  AuthorizationHeader header(SIPResponse challenge, Request request) throws Exception {
    boolean proxy = challenge.getStatusCode() == 407;
    WWWAuthenticateHeader asked = best(challenge, proxy);
    if (asked == null) {
      return null;
    }
    boolean auth =
        asked.getQop() != null && List.of(asked.getQop().split("\\s*,\\s*")).contains("auth");
    if (asked.getQop() != null && !auth) {
      return null;
    }
    String cnonce = auth ? Tokens.tag() : null;
    Digest.Claim claim = new Digest.Claim(
        asked.getAlgorithm(),
        login.user(),
        asked.getRealm(),
        request.getRequestURI().toString(),
        asked.getNonce(),
        auth ? FIRST : null,
        cnonce,
        auth ? "auth" : null,
        "");
    Optional<String> response = Digest.expected(claim, request.getMethod(), login.password());
    return response.isEmpty() ? null : header(proxy, asked, claim, response.get(), request);
  }

  private AuthorizationHeader header(
      boolean proxy,
      WWWAuthenticateHeader asked,
      Digest.Claim claim,
      String response,
      Request request)
      throws Exception {
    AuthorizationHeader header = proxy
        ? wire.headers.createProxyAuthorizationHeader("Digest")
        : wire.headers.createAuthorizationHeader("Digest");
    header.setUsername(claim.username());
    header.setRealm(claim.realm());
    header.setNonce(claim.nonce());
    header.setURI(request.getRequestURI());
    if (claim.algorithm() != null) {
      header.setAlgorithm(claim.algorithm());
    }
    if (asked.getOpaque() != null) {
      header.setOpaque(asked.getOpaque());
    }
    if (claim.qop() != null && claim.cnonce() != null) {
      header.setQop(claim.qop());
      header.setNonceCount(1);
      header.setCNonce(claim.cnonce());
    }
    header.setResponse(response);
    return header;
  }

  private @Nullable WWWAuthenticateHeader best(SIPResponse challenge, boolean proxy) {
    WWWAuthenticateHeader best = null;
    ListIterator<?> all =
        challenge.getHeaders(proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME);
    while (all.hasNext()) {
      WWWAuthenticateHeader one = (WWWAuthenticateHeader) all.next();
      if (fits(one) && (best == null || rank(one) < rank(best))) {
        best = one;
      }
    }
    return best;
  }

  /** Whether we can answer it, and may: a realm that was configured keeps the password from every other. */
  private boolean fits(WWWAuthenticateHeader asked) {
    return "Digest".equalsIgnoreCase(asked.getScheme())
        && asked.getRealm() != null
        && asked.getNonce() != null
        && login.realm().map(realm -> realm.equals(asked.getRealm())).orElse(true)
        && rank(asked) >= 0;
  }

  private static int rank(WWWAuthenticateHeader asked) {
    String algorithm = asked.getAlgorithm();
    return STRONGEST_FIRST.indexOf(algorithm == null ? "MD5" : algorithm.toUpperCase(Locale.ROOT));
  }
}
