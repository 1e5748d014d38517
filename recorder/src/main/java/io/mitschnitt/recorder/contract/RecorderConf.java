package io.mitschnitt.recorder.contract;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the recorder must be told to work.
 *
 * @param data directory for journals and keys; made when missing
 * @param storeUri {@code embedded:<directory>}, {@code mongodb://…} or {@code mongodb+srv://…}
 * @param keyFile the key-encryption key, 32 bytes; made with mode 600 when missing; never inside the store
 * @param fsyncEvery group commit of the journals; at most this much sound is lost by a power cut
 * @param encoders encodings at once, 1 or more
 */
public record RecorderConf(Path data, String storeUri, Path keyFile, Duration fsyncEvery, int encoders) {}
