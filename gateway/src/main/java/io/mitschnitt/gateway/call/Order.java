package io.mitschnitt.gateway.call;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.route.Stop;
import io.mitschnitt.gateway.sip.SipDoor.Destination;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a call wants done. Orders of one step are carried out in their order. */
public sealed interface Order {

  /** Lets {@code cases} answer for this one. */
  <R> R when(Cases<R> cases);

  /** Switchboard: agents of that stop, except those who were tried; AgentsFound follows, now or when somebody is free. */
  record SeekAgents(Stop stop, Set<String> tried) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.seekAgents(this);
    }
  }

  /** Switchboard: no more agents are wanted. */
  record StopSeeking() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.stopSeeking(this);
    }
  }

  /** Media: our offer for that side; OfferMade or MediaRefused follows. */
  record MakeOffer(Leg leg) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.makeOffer(this);
    }
  }

  /** Media: our answer to that side's offer; AnswerMade or MediaRefused follows. */
  record MakeAnswer(Leg leg, String sdp) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.makeAnswer(this);
    }
  }

  /** Media: that side's answer; AnswerTaken or MediaRefused follows. */
  record TakeAnswer(Leg leg, String sdp) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.takeAnswer(this);
    }
  }

  /** SIP: call that phone. */
  record PlaceLine(Line line, Destination to, Party from, String sdp) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.placeLine(this);
    }
  }

  /** SIP: 180. */
  record RingLine(Line line) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.ringLine(this);
    }
  }

  /** SIP: 200. */
  record AnswerLine(Line line, String sdp) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.answerLine(this);
    }
  }

  /** SIP: a final refusal. */
  record RefuseLine(Line line, int status, String phrase) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.refuseLine(this);
    }
  }

  /** SIP: CANCEL or BYE. */
  record EndLine(Line line, Ending ending) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.endLine(this);
    }
  }

  /** Media and SIP: answer a later offer of that line alone; 488 where it is nothing we can live with. */
  record Reanswer(Line line, String sdp) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.reanswer(this);
    }
  }

  /** Media and SIP: our offer to a re-INVITE that had none; the answer comes with the ACK. */
  record Reoffer(Line line) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.reoffer(this);
    }
  }

  /**
   * Media and SIP: {@code from} sends sound before it is answered, and {@code to}, whose offer waits, is let hear it by a
   * 183. EarlyPassed follows where that can be done; else the phone is told that it rings.
   */
  record PassEarly(Line from, String sdp, Line to, String offer) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.passEarly(this);
    }
  }

  /** Media: the early sound is over. */
  record EndEarly() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.endEarly(this);
    }
  }

  /** SIP: 488 to a later offer. */
  record Rerefuse(Line line) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.rerefuse(this);
    }
  }

  /** SIP: tell the agent's softphone how it stands. */
  record ShowLight(Line line, LiveCall call) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.showLight(this);
    }
  }

  /** Media: an announcement; PromptDone follows. */
  record Play(Plan.Spoken prompt, List<Leg> to) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.play(this);
    }
  }

  /** Media: silence the announcement. */
  record StopPrompt() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.stopPrompt(this);
    }
  }

  /** Media: join both sides. */
  record Bridge() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.bridge(this);
    }
  }

  /** Media: a key as RFC 4733. */
  record SendKey(Leg leg, char key) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.sendKey(this);
    }
  }

  /** Media: free everything. */
  record CloseMedia() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.closeMedia(this);
    }
  }

  /** Media: part them again; nothing of either is kept until they are joined anew. */
  record Part() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.part(this);
    }
  }

  /**
   * Media aside of the call, for a new party that is not joined yet; FromAside follows.
   *
   * @param with the trunk or the answer that the deed is done with; else empty
   */
  record Aside(Deed deed, String with) implements Order {

    /** What is to be done. */
    public enum Deed {
      /** Our offer to agents' browsers. */
      OFFER_AGENT,
      /** Our offer to a carrier, the trunk's. */
      OFFER_NUMBER,
      /** The new party's answer. */
      TAKE,
      /** It takes the place of who had the customer. */
      EXCHANGE,
      /** It is needed no more. */
      CLOSE
    }

    @Override
    public <R> R when(Cases<R> cases) {
      return cases.aside(this);
    }
  }

  /** SIP: tell who asked for a transfer how it goes (RFC 3515, NOTIFY); 200 and more is the last word. */
  record TellReferrer(Line line, int status) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.tellReferrer(this);
    }
  }

  /** Recorder: make a tape ready; TapeReady or TapeFailed follows. */
  record OpenTape(Decision decision) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.openTape(this);
    }
  }

  /** Media and recorder: keep sound from now on; GateOpened or TapeFailed follows. */
  record OpenGate() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.openGate(this);
    }
  }

  /** Media and recorder: keep nothing any more, for good. */
  record ShutGate() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.shutGate(this);
    }
  }

  /** Media and recorder: keep nothing while it is paused; the recording goes on afterwards. */
  record PauseTape(boolean paused) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.pauseTape(this);
    }
  }

  /** Recorder: erase what was kept. */
  record DiscardTape() implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.discardTape(this);
    }
  }

  /** Ledger: open the row. */
  record NoteAnswered(CallFacts facts, Decision decision) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.noteAnswered(this);
    }
  }

  /** Ledger: who took the call. */
  record NoteAgent(String agent, Instant at) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.noteAgent(this);
    }
  }

  /** Ledger: what was said about consent. */
  record NoteConsent(ConsentEvent event) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.noteConsent(this);
    }
  }

  /** Ledger: the end, with the reason where there is no recording. */
  record NoteEnded(Instant at, Ending ending, Optional<Reason> reason) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.noteEnded(this);
    }
  }

  /** AlarmRang follows unless it is stopped. */
  record SetAlarm(Alarm alarm, Duration after) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.setAlarm(this);
    }
  }

  /** No alarm any more. */
  record StopAlarm(Alarm alarm) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.stopAlarm(this);
    }
  }

  /** News: a call began. */
  record TellBegan(LiveCall call) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.tellBegan(this);
    }
  }

  /** News: phase, light, agent or recording changed. */
  record TellChanged(LiveCall call) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.tellChanged(this);
    }
  }

  /** News: the call is over. */
  record TellEnded(LiveCall call) implements Order {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.tellEnded(this);
    }
  }

  /** Java 17's exhaustive switch: a new order compiles only once whoever carries orders out has decided on it. */
  interface Cases<R> {
    R seekAgents(SeekAgents order);

    R stopSeeking(StopSeeking order);

    R makeOffer(MakeOffer order);

    R makeAnswer(MakeAnswer order);

    R takeAnswer(TakeAnswer order);

    R placeLine(PlaceLine order);

    R ringLine(RingLine order);

    R answerLine(AnswerLine order);

    R refuseLine(RefuseLine order);

    R endLine(EndLine order);

    R reanswer(Reanswer order);

    R reoffer(Reoffer order);

    R passEarly(PassEarly order);

    R endEarly(EndEarly order);

    R rerefuse(Rerefuse order);

    R showLight(ShowLight order);

    R play(Play order);

    R stopPrompt(StopPrompt order);

    R bridge(Bridge order);

    R part(Part order);

    R aside(Aside order);

    R tellReferrer(TellReferrer order);

    R sendKey(SendKey order);

    R closeMedia(CloseMedia order);

    R openTape(OpenTape order);

    R openGate(OpenGate order);

    R shutGate(ShutGate order);

    R pauseTape(PauseTape order);

    R discardTape(DiscardTape order);

    R noteAnswered(NoteAnswered order);

    R noteAgent(NoteAgent order);

    R noteConsent(NoteConsent order);

    R noteEnded(NoteEnded order);

    R setAlarm(SetAlarm order);

    R stopAlarm(StopAlarm order);

    R tellBegan(TellBegan order);

    R tellChanged(TellChanged order);

    R tellEnded(TellEnded order);
  }
}
