package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.Dialog;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to a request that we sent; it hangs on the client transaction. */
interface Answer {

  /** An answer came, provisional ones included. */
  void answered(SIPResponse response, @Nullable Dialog dialog) throws Exception;

  /** None came in 64*T1. */
  default void timedOut() {}
}
