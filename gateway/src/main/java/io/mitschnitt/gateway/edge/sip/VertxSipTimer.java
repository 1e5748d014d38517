package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import io.vertx.core.internal.ContextInternal;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** SIP timers on the event loop of the stack's context. The stack makes it by name; {@link #bind} follows at once. */
public final class VertxSipTimer implements SipTimer {

  private @Nullable ContextInternal context;
  private volatile boolean started;

  void bind(ContextInternal context) {
    this.context = context;
  }

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delay) {
    ContextInternal on = context;
    if (!started || on == null) {
      return false; // the stack is being stopped: what it wants later will not be
    }
    task.setSipTimerTask(
        on.nettyEventLoop().schedule(() -> run(on, task), delay, TimeUnit.MILLISECONDS));
    return true;
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
    ContextInternal on = context;
    if (!started || on == null) {
      return false; // the stack is being stopped: what it wants later will not be
    }
    task.setSipTimerTask(on.nettyEventLoop()
        .scheduleWithFixedDelay(() -> run(on, task), delay, period, TimeUnit.MILLISECONDS));
    return true;
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    Future<?> future = (Future<?>) task.getSipTimerTask();
    if (future == null) {
      return false;
    }
    task.cleanUpBeforeCancel();
    task.setSipTimerTask(null);
    return future.cancel(false);
  }

  private void run(ContextInternal on, SIPStackTimerTask task) {
    if (started) {
      on.emit(task, SIPStackTimerTask::runTask); // a throw is reported, and a period goes on
    }
  }
}
