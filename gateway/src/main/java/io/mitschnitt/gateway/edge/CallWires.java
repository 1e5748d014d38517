package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.media.MediaPlane;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.gateway.sip.SipDoor;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Recorder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * All that calls are carried out with.
 *
 * @param context the SIP stack's; every call lives on it
 */
record CallWires(
    Vertx vertx,
    Context context,
    InstantSource clock,
    SipDoor sip,
    MediaPlane media,
    Recorder recorder,
    Ledger ledger,
    Prompts prompts,
    Routes routes,
    LiveBoard board,
    Operator operator) {}
