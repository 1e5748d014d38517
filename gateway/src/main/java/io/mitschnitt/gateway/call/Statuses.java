package io.mitschnitt.gateway.call;

/**
 * SIP statuses as an agent's phone gets them. The words are ours: text of the other side never gets into a status line.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-21">RFC 3261, response codes</a>
 */
final class Statuses {

  private Statuses() {}

  /** What a carrier's refusal becomes on the agent's side: it can neither be redirected nor asked to log in. */
  static int towardsAgent(int status) {
    boolean carriersAffair = status == 401 || status == 407 || status < 400 || status > 699;
    return carriersAffair ? 503 : status;
  }

  static String phrase(int status) {
    return switch (status) {
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 408, 480 -> "Nobody Answered";
      case 484 -> "Address Incomplete";
      case 486, 600 -> "Busy Here";
      case 487 -> "Request Terminated";
      case 488 -> "Not Acceptable Here";
      case 500 -> "Server Internal Error";
      case 503 -> "Service Unavailable";
      case 603 -> "Decline";
      default -> "Call Failed";
    };
  }

  /** The same for people, as the end of a call. */
  static String words(int status) {
    return switch (status) {
      case 404, 484, 604 -> "unknown number";
      case 403, 603 -> "refused";
      case 408, 480 -> "no answer";
      case 486, 600 -> "busy";
      case 487 -> "cancelled";
      case 488, 606 -> "no common codec";
      case 503 -> "unreachable";
      default -> "failed";
    };
  }
}
