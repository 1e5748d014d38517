package io.mitschnitt.recorder.journal;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;

/**
 * What stands in the open at a journal's beginning: enough to find the key, not enough to hear anything.
 *
 * @param wrappedKey the recording's data key, wrapped (RFC 3394), 40 bytes
 * @param kek name of the key-encryption key, at most 16 ASCII characters
 * @param noncePrefix 8 random bytes, the first of every segment's nonce
 */
@SuppressWarnings("ArrayRecordComponent") // a few bytes, never compared
public record JournalHeader(
    RecordingId recording, CallId call, byte[] wrappedKey, String kek, byte[] noncePrefix) {

  @Override
  public String toString() {
    return "JournalHeader[" + recording + "]";
  }
}
