package io.mitschnitt.recorder.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * What an authority of others says about when a signed head was there: question and answer over its SHA-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161, Time-Stamp Protocol</a>
 */
public final class TimeStamp {

  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeStamp() {}

  /** A question about one file, to be sent as {@code application/timestamp-query}. */
  public static final class Question {
    private final TimeStampRequest request;

    private Question(TimeStampRequest request) {
      this.request = request;
    }

    public byte[] bytes() {
      try {
        return request.getEncoded();
      } catch (IOException e) {
        throw new IllegalStateException("a question of ours cannot be written", e);
      }
    }

    /**
     * The authority's answer as it came, once it is known to be one to this question.
     *
     * @throws IllegalArgumentException where it is not, or the authority refuses
     */
    public byte[] answered(byte[] answer) {
      try {
        TimeStampResponse response = new TimeStampResponse(answer);
        response.validate(request);
        if (response.getTimeStampToken() == null) {
          throw new IllegalArgumentException("the authority refuses: " + response.getStatus());
        }
        return answer;
      } catch (TSPException | IOException e) {
        throw new IllegalArgumentException("not an answer to what was asked", e);
      }
    }
  }

  /** Asks about {@code file}, with the authority's certificate in the answer. */
  public static Question about(byte[] file) {
    TimeStampRequestGenerator ask = new TimeStampRequestGenerator();
    ask.setCertReq(true);
    return new Question(ask.generate(
        TSPAlgorithms.SHA256, Merkle.sha256().digest(file), new BigInteger(64, RANDOM)));
  }

  /**
   * When {@code file} was there, by {@code answer}; the signature is checked by the certificate that the answer holds,
   * whether that one is to be trusted is for others to say.
   *
   * @throws IllegalArgumentException where the answer is about something else, or damaged
   */
  public static Instant of(byte[] file, byte[] answer) {
    try {
      TimeStampToken token = new TimeStampResponse(answer).getTimeStampToken();
      if (token == null
          || !Arrays.equals(
              token.getTimeStampInfo().getMessageImprintDigest(),
              Merkle.sha256().digest(file))) {
        throw new IllegalArgumentException("is about another file");
      }
      Object[] found = token.getCertificates().getMatches(token.getSID()).toArray();
      if (found.length == 0) {
        throw new IllegalArgumentException("holds no certificate");
      }
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder().build((X509CertificateHolder) found[0]));
      return token.getTimeStampInfo().getGenTime().toInstant();
    } catch (TSPException | IOException | OperatorCreationException | CertificateException e) {
      throw new IllegalArgumentException("was changed or forged: " + e.getMessage(), e);
    }
  }
}
