package io.mitschnitt.gateway.call;

import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import java.util.List;
import java.util.Optional;

/** What a call is told: by its legs, its media, the recorder, its alarms and people. */
public sealed interface CallInput {

  /** Lets {@code cases} answer for this one. */
  <R> R when(Cases<R> cases);

  /** The INVITE came, with its offer where it had one. */
  record Began(Optional<String> offer) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.began(this);
    }
  }

  /** Our offer for that side is ready. */
  record OfferMade(Leg leg, String sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.offerMade(this);
    }
  }

  /** Our answer to that side's offer is ready. */
  record AnswerMade(Leg leg, String sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.answerMade(this);
    }
  }

  /** That side's answer was understood. */
  record AnswerTaken(Leg leg) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.answerTaken(this);
    }
  }

  /** That side's SDP is nothing we can live with. */
  record MediaRefused(Leg leg, String why) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.mediaRefused(this);
    }
  }

  /** Sound can flow with that side. */
  record MediaUp(Leg leg) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.mediaUp(this);
    }
  }

  /** That side's media is gone. */
  record MediaLost(Leg leg, String why) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.mediaLost(this);
    }
  }

  /** An announcement ended; {@code whole} = it was played to its end. */
  record PromptDone(String name, boolean whole) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.promptDone(this);
    }
  }

  /** A key was pressed; {@code inSignalling} = it came as SIP INFO and the other side has not heard it. */
  record KeyPressed(Leg leg, char key, boolean inSignalling) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.keyPressed(this);
    }
  }

  /** A phone we called rings. */
  record LineRings(Line line) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineRings(this);
    }
  }

  /** A phone we called sends sound before it is answered (RFC 3960). */
  record LineSounds(Line line, String sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineSounds(this);
    }
  }

  /** That sound is heard by the agent, whose phone has our answer now. */
  record EarlyPassed(String sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.earlyPassed(this);
    }
  }

  /** A phone we called was answered. */
  record LineAnswered(Line line, String sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineAnswered(this);
    }
  }

  /** The ACK to our 200 came, with SDP where the INVITE had none. */
  record LineConfirmed(Line line, Optional<String> sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineConfirmed(this);
    }
  }

  /** A phone we called refused, or could not be reached. */
  record LineRefused(Line line, int status) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineRefused(this);
    }
  }

  /** A line is over by the other side's doing. */
  record LineEnded(Line line, Ending ending) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineEnded(this);
    }
  }

  /** A re-INVITE or UPDATE came; empty = it wants our offer. */
  record LineReoffered(Line line, Optional<String> sdp) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.lineReoffered(this);
    }
  }

  /** Agents whom we may ring now; none = the stop that was asked does not take this call. */
  record AgentsFound(List<String> agents) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.agentsFound(this);
    }
  }

  /** A limit passed. */
  record AlarmRang(Alarm alarm) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.alarmRang(this);
    }
  }

  /** The recorder is ready. */
  record TapeReady(RecordingId recording) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.tapeReady(this);
    }
  }

  /** The tape runs. */
  record GateOpened() implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.gateOpened(this);
    }
  }

  /** The recorder refused, or the tape would not start. */
  record TapeFailed(String why) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.tapeFailed(this);
    }
  }

  /** Somebody of ours ends the call; {@code why} is for people, without personal data. */
  record HangUp(String why) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.hangUp(this);
    }
  }

  /** Somebody of ours stops the recording for good. */
  record StopRecording(String by) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.stopRecording(this);
    }
  }

  /** Somebody of ours pauses the recording, or lets it go on. */
  record PauseRecording(boolean paused, String by) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.pauseRecording(this);
    }
  }

  /**
   * Who has the customer wants them handed to somebody else.
   *
   * @param told whether that was asked on its line, which is to be told how it goes
   */
  record HandOver(Transfer transfer, boolean told) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.handOver(this);
    }
  }

  /** The same, to {@code next}, who talks to the agent in another call and is ready to be seated here. */
  record HandTo(Transfer transfer, Line next, boolean told) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.handTo(this);
    }
  }

  /** The party on that line was taken over by another call: this one is over. */
  record GiveAway(Line line) implements CallInput {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.giveAway(this);
    }
  }

  /** News of the media that is made ready aside for a new party. */
  record FromAside(What what, String sdp) implements CallInput {

    /** What became of it. */
    public enum What {
      /** Our offer is ready: {@code sdp}. */
      OFFERED,
      /** Nothing can be made of what the new party sent, or of our own ports. */
      REFUSED,
      /** Sound can flow. */
      UP,
      LOST
    }

    @Override
    public <R> R when(Cases<R> cases) {
      return cases.fromAside(this);
    }
  }

  /** Java 17's exhaustive switch: a new input compiles only once every kind of call has decided on it. */
  interface Cases<R> {
    R began(Began in);

    R offerMade(OfferMade in);

    R answerMade(AnswerMade in);

    R answerTaken(AnswerTaken in);

    R mediaRefused(MediaRefused in);

    R mediaUp(MediaUp in);

    R mediaLost(MediaLost in);

    R promptDone(PromptDone in);

    R keyPressed(KeyPressed in);

    R lineRings(LineRings in);

    R lineSounds(LineSounds in);

    R earlyPassed(EarlyPassed in);

    R lineAnswered(LineAnswered in);

    R lineConfirmed(LineConfirmed in);

    R lineRefused(LineRefused in);

    R lineEnded(LineEnded in);

    R lineReoffered(LineReoffered in);

    R agentsFound(AgentsFound in);

    R alarmRang(AlarmRang in);

    R tapeReady(TapeReady in);

    R gateOpened(GateOpened in);

    R tapeFailed(TapeFailed in);

    R hangUp(HangUp in);

    R stopRecording(StopRecording in);

    R pauseRecording(PauseRecording in);

    R handOver(HandOver in);

    R handTo(HandTo in);

    R giveAway(GiveAway in);

    R fromAside(FromAside in);
  }
}
