package io.mitschnitt.recorder.store;

import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.Folder;
import io.mitschnitt.recorder.contract.Imports.Origin;
import io.mitschnitt.recorder.contract.SubjectRequest;
import io.vertx.core.Vertx;
import java.time.Instant;

/** The papers of those who answer for the law: certificates, cases, and what people asked for. */
public final class Cabinet {

  private final Papers<Certificate> certificates;
  private final Papers<Folder> folders;
  private final Papers<SubjectRequest> requests;
  private final Papers<Origin> origins;

  /**
   * A certificate of a deletion.
   *
   * @param id of the recording
   * @param text a signed note
   */
  public record Certificate(String id, Instant at, String text) {}

  Cabinet(Vertx vertx, MongoDatabase database) {
    certificates = new Papers<>(
        vertx, database.getCollection("certificates"), Certificate.class, Certificate::id);
    folders = new Papers<>(vertx, database.getCollection("folders"), Folder.class, Folder::id);
    origins =
        new Papers<>(vertx, database.getCollection("origins"), Origin.class, Origin::recording);
    requests = new Papers<>(
        vertx, database.getCollection("requests"), SubjectRequest.class, SubjectRequest::id);
  }

  public Papers<Certificate> certificates() {
    return certificates;
  }

  public Papers<Folder> folders() {
    return folders;
  }

  /** Where imported recordings came from. */
  public Papers<Origin> origins() {
    return origins;
  }

  public Papers<SubjectRequest> requests() {
    return requests;
  }
}
