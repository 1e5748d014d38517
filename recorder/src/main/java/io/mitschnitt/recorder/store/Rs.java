package io.mitschnitt.recorder.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** The bridge from the driver's publishers to futures. Every answer lands on the given context; nothing blocks. */
final class Rs {

  private Rs() {}

  /** The first item; the publisher is cancelled after it, so that no cursor stays open. */
  static <T> Future<Optional<T>> first(Context context, Publisher<T> publisher) {
    return list(context, publisher, 1).map(items -> items.stream().findFirst());
  }

  /** When the publisher has completed, whatever it said. */
  static <T> Future<Void> done(Context context, Publisher<T> publisher) {
    return list(context, publisher, Integer.MAX_VALUE).mapEmpty();
  }

  /** At most {@code max} items: no answer fills the memory. */
  static <T> Future<List<T>> list(Context context, Publisher<T> publisher, int max) {
    Collector<T> collector = new Collector<>(context, max);
    publisher.subscribe(collector);
    return collector.promise.future();
  }

  /** Signals come one after the other, as reactive streams promise, but on the driver's threads. */
  private static final class Collector<T> implements Subscriber<T> {

    private final Context context;
    private final int max;
    private final Promise<List<T>> promise = Promise.promise();
    private final List<T> items = new ArrayList<>();

    private Collector(Context context, int max) {
      this.context = context;
      this.max = max;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    private Subscription subscription = NONE;

    @Override
    public void onNext(T item) {
      if (items.size() < max) {
        items.add(item);
        if (items.size() == max) {
          subscription.cancel();
          onComplete();
        }
      }
    }

    @Override
    public void onError(Throwable failure) {
      context.runOnContext(v -> promise.tryFail(failure));
    }

    @Override
    public void onComplete() {
      List<T> result = List.copyOf(items);
      context.runOnContext(v -> promise.tryComplete(result));
    }
  }

  private static final Subscription NONE = new Subscription() {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  };
}
