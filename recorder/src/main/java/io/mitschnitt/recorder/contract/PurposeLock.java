package io.mitschnitt.recorder.contract;

import java.nio.file.Path;
import java.util.Set;

/**
 * A purpose whose recordings are for nobody else (WpHG § 83 (9), StGB 179quinquies CH): their data keys are wrapped by a key of
 * their own, and only some roles are let to them.
 *
 * @param name of the purpose
 * @param profiles whose recordings are of it; each profile is of one purpose at most
 * @param keyFile 32 bytes, made with mode 600 when missing; where it is not, the recordings cannot be decrypted
 * @param roles that may hear and take away
 */
public record PurposeLock(String name, Set<String> profiles, Path keyFile, Set<String> roles) {
  public PurposeLock {
    profiles = Set.copyOf(profiles);
    roles = Set.copyOf(roles);
  }

  /** Whether recordings that were decided by {@code profile} are of this purpose. */
  public boolean holds(String profile) {
    return profiles.contains(profile);
  }
}
