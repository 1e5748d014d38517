package io.mitschnitt.webui.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a person may be here; one person may be several. */
public enum Role {
  /** Answers and places calls; sees and hears their own. */
  AGENT,
  /** Hears and judges calls. */
  REVIEWER,
  /** Hears calls and collects them for training. */
  TRAINER,
  /** Hears what a trainer has collected. */
  TRAINEE,
  /** Answers for law: holds, erasures, exports. */
  COMPLIANCE,
  /** Checks that all is in order; hears nothing. */
  AUDITOR,
  /** Runs the node; hears nothing. */
  ADMIN;

  /** Those who may hear every recording; an agent may hear their own beside them. */
  public static final Set<Role> HEAR = Set.of(AGENT, REVIEWER, TRAINER, COMPLIANCE);

  /** Those who may read what is known about every recording and past call; an agent reads their own. */
  public static final Set<Role> READ = Set.of(AGENT, REVIEWER, TRAINER, COMPLIANCE, AUDITOR, ADMIN);

  /** Those who may see calls while they run; an agent sees their own. */
  public static final Set<Role> WATCH = Set.of(AGENT, REVIEWER, COMPLIANCE, ADMIN);

  /** Those who may end a call; an agent may end their own. */
  public static final Set<Role> HANG_UP = Set.of(AGENT, ADMIN);

  /** Those who may stop a recording in mid-call; an agent may stop their own. */
  public static final Set<Role> STOP = Set.of(AGENT, COMPLIANCE, ADMIN);

  /** Those who may ask why a call was decided as it was; an agent may ask about their own. */
  public static final Set<Role> EXPLAIN = Set.of(AGENT, REVIEWER, COMPLIANCE, AUDITOR, ADMIN);

  /** Those who may comment on a recording and tag it; an agent their own. */
  public static final Set<Role> DISCUSS = Set.of(AGENT, REVIEWER, TRAINER, COMPLIANCE);

  /** Those who may read what was said of a recording and how it was judged; an agent reads their own. */
  public static final Set<Role> FOLLOW = Set.of(AGENT, REVIEWER, TRAINER, COMPLIANCE, AUDITOR);

  /** Those who judge calls. */
  public static final Set<Role> JUDGE = Set.of(REVIEWER);

  /** Those who may answer an evaluation; an agent answers their own. */
  public static final Set<Role> ANSWER = Set.of(AGENT, REVIEWER);

  /** Those who may see how calls are drawn and raters agree. */
  public static final Set<Role> OVERSEE = Set.of(REVIEWER, COMPLIANCE, AUDITOR);

  /** Those who may put marks on many recordings at once. */
  public static final Set<Role> SORT = Set.of(REVIEWER, TRAINER, COMPLIANCE);

  /** Those who may ask what the policy would decide. */
  public static final Set<Role> SIMULATE = Set.of(REVIEWER, COMPLIANCE, AUDITOR, ADMIN);
  /** Those who may see how the node and its carriers are. */
  public static final Set<Role> INSPECT = Set.of(AUDITOR, ADMIN);

  /** Those who see how much of each day was recorded. */
  public static final Set<Role> OVERSEE_ALL = Set.of(REVIEWER, COMPLIANCE, AUDITOR, ADMIN);

  /** Those who make collections for training. */
  public static final Set<Role> TEACH = Set.of(TRAINER);

  /** Those who learn by collections, and those who make them. */
  public static final Set<Role> LEARN = Set.of(TRAINER, TRAINEE);

  /** Those who run the node: people, tokens, webhooks. */
  public static final Set<Role> RUN = Set.of(ADMIN);

  /** Those who may take a recording away, with all that proves it. */
  public static final Set<Role> EXPORT = Set.of(COMPLIANCE);

  /** Those who place holds and have recordings destroyed before their time. */
  public static final Set<Role> KEEP = Set.of(COMPLIANCE);

  /** Those who may see holds, terms, certificates, cases and requests. */
  public static final Set<Role> OVERSEE_CUSTODY = Set.of(COMPLIANCE, AUDITOR);

  /** Those who may say that the clock is right again. */
  public static final Set<Role> RELEASE_CLOCK = Set.of(COMPLIANCE, ADMIN);

  /** Those who may check the evidence log. */
  public static final Set<Role> VERIFY = Set.of(COMPLIANCE, AUDITOR, ADMIN);

  /** Anybody who is logged in. */
  public static final Set<Role> ANYBODY = Set.copyOf(EnumSet.allOf(Role.class));

  /** As the API spells it. */
  public String word() {
    return Words.of(this);
  }

  /** The role that {@code word} names. */
  public static Optional<Role> read(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
