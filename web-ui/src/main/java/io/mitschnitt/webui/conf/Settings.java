package io.mitschnitt.webui.conf;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.recorder.contract.RecorderConf;
import java.util.List;

/**
 * A configuration that was checked: one part for each floor.
 *
 * @param file the file it was read from, for messages
 * @param warnings what is allowed and unwise, for people
 */
public record Settings(
    String file,
    RecorderConf recorder,
    GatewayConf gateway,
    WebConf web,
    List<ConfProblem> warnings) {}
