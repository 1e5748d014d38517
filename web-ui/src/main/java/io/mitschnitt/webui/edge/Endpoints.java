package io.mitschnitt.webui.edge;

import static io.mitschnitt.webui.api.Endpoint.delete;
import static io.mitschnitt.webui.api.Endpoint.get;
import static io.mitschnitt.webui.api.Endpoint.post;
import static io.mitschnitt.webui.api.Endpoint.put;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.account.Accounts;
import io.mitschnitt.webui.account.Cookies;
import io.mitschnitt.webui.account.Gatekeeper;
import io.mitschnitt.webui.account.Login;
import io.mitschnitt.webui.account.Logout;
import io.mitschnitt.webui.account.Me;
import io.mitschnitt.webui.account.Sessions;
import io.mitschnitt.webui.account.Setup;
import io.mitschnitt.webui.account.SetupToken;
import io.mitschnitt.webui.account.Throttle;
import io.mitschnitt.webui.account.TokenDesk;
import io.mitschnitt.webui.account.Tokens;
import io.mitschnitt.webui.account.UserDesk;
import io.mitschnitt.webui.admin.ShowCoverage;
import io.mitschnitt.webui.admin.ShowSystem;
import io.mitschnitt.webui.admin.WebhookDesk;
import io.mitschnitt.webui.admin.Webhooks;
import io.mitschnitt.webui.api.Endpoint;
import io.mitschnitt.webui.api.Qualities;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.compliance.Cases;
import io.mitschnitt.webui.compliance.Deletions;
import io.mitschnitt.webui.compliance.Holds;
import io.mitschnitt.webui.compliance.ImportRecording;
import io.mitschnitt.webui.compliance.Reports;
import io.mitschnitt.webui.compliance.Requests;
import io.mitschnitt.webui.compliance.Terms;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.WebConf;
import io.mitschnitt.webui.desk.CallMe;
import io.mitschnitt.webui.desk.ChoosePresence;
import io.mitschnitt.webui.desk.GiveCredentials;
import io.mitschnitt.webui.desk.ShowNode;
import io.mitschnitt.webui.desk.ShowPresence;
import io.mitschnitt.webui.evidence.ExportEvidence;
import io.mitschnitt.webui.evidence.ShowLedger;
import io.mitschnitt.webui.live.Events;
import io.mitschnitt.webui.live.Follow;
import io.mitschnitt.webui.live.HandOver;
import io.mitschnitt.webui.live.HangUp;
import io.mitschnitt.webui.live.ListAgents;
import io.mitschnitt.webui.live.ListCalls;
import io.mitschnitt.webui.live.ListTrunks;
import io.mitschnitt.webui.live.PauseRecording;
import io.mitschnitt.webui.live.ReloadConfig;
import io.mitschnitt.webui.live.ShowCall;
import io.mitschnitt.webui.live.StartRecording;
import io.mitschnitt.webui.live.StopRecording;
import io.mitschnitt.webui.policy.ShowDecision;
import io.mitschnitt.webui.policy.Simulate;
import io.mitschnitt.webui.receipt.Receipts;
import io.mitschnitt.webui.review.Calibrations;
import io.mitschnitt.webui.review.Comments;
import io.mitschnitt.webui.review.Evaluations;
import io.mitschnitt.webui.review.Samples;
import io.mitschnitt.webui.review.SavedFilters;
import io.mitschnitt.webui.review.Scorecards;
import io.mitschnitt.webui.review.Scores;
import io.mitschnitt.webui.review.SearchRecordings;
import io.mitschnitt.webui.review.ShowRecording;
import io.mitschnitt.webui.review.ShowTalk;
import io.mitschnitt.webui.review.ShowWaveform;
import io.mitschnitt.webui.review.StreamAudio;
import io.mitschnitt.webui.review.TagRecordings;
import io.mitschnitt.webui.training.Courses;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The API's table of contents: every verb on every path, and who may. */
final class Endpoints {

  static final String BASE = "/api/v1";
  private static final String IMPORTS = "/imports";
  private static final Set<Role> EVERYBODY = Set.of();

  private final List<Endpoint> all;

  Endpoints(
      Vertx vertx,
      WebConf conf,
      RecorderDoors recorder,
      GatewayDoors gateway,
      Sessions sessions,
      Tokens tokens,
      Webhooks webhooks,
      SetupToken setup,
      Events events,
      Reload reload,
      Clock clock) {
    Accounts accounts = new Accounts(vertx, recorder.shelf());
    Throttle throttle = new Throttle();
    Cookies cookies = new Cookies(conf.tls().isPresent());
    Gatekeeper gatekeeper = new Gatekeeper(conf, reload, accounts, gateway.agents()::isAgent);
    UserDesk users = new UserDesk(conf, reload, accounts, gatekeeper, sessions);
    TokenDesk tokenDesk = new TokenDesk(tokens, clock);
    WebhookDesk hooks = new WebhookDesk(webhooks);
    Library library = recorder.library();
    Ledger ledger = recorder.ledger();
    Reviews reviews = recorder.reviews();
    Comments comments = new Comments(library, reviews);
    TagRecordings tags = new TagRecordings(library, reviews);
    Qualities qualities = new Qualities(recorder.shelf());
    SavedFilters filters = new SavedFilters(recorder.shelf());
    Scorecards scorecards = new Scorecards(reviews);
    Evaluations evaluations = new Evaluations(library, reviews);
    Calibrations calibrations = new Calibrations(reviews);
    Samples samples = new Samples(reviews);
    Courses courses = new Courses(library, reviews);
    StreamAudio audio = new StreamAudio(library);
    Custody custody = recorder.custody();
    Holds holds = new Holds(library, custody);
    Deletions deletions = new Deletions(library, custody);
    Terms terms = new Terms(library, custody);
    Receipts receipts =
        new Receipts(library, custody, recorder.shelf(), conf.receiptProfiles(), clock);
    Requests requests = new Requests(recorder.subjects(), library);
    Cases cases = new Cases(vertx, recorder.subjects(), recorder.evidence());
    Reports reports = new Reports(recorder, reload, clock);
    ShowLedger log = new ShowLedger(recorder.evidence());
    all = List.of(
        get(
            "/node",
            EVERYBODY,
            new ShowNode(conf, Version.TEXT, () -> setup.token().isPresent())),
        get("/openapi.yaml", EVERYBODY, new ShowOpenApi()),
        post("/setup", EVERYBODY, new Setup(setup, accounts, throttle, clock)),
        post("/login", EVERYBODY, new Login(gatekeeper, sessions, throttle, cookies, clock)),
        post("/logout", Role.ANYBODY, new Logout(sessions, cookies)),
        get("/me", Role.ANYBODY, new Me()),
        get("/me/presence", Set.of(Role.AGENT), new ShowPresence(gateway.staff())),
        put("/me/presence", Set.of(Role.AGENT), new ChoosePresence(gateway.staff())),
        get("/agents", Role.WATCH, new ListAgents(gateway.staff())),
        post("/softphone/credentials", Set.of(Role.AGENT), new GiveCredentials(gateway.agents())),
        post("/demo/call-me", Role.ANYBODY, new CallMe(gateway)),
        get("/trunks", Role.INSPECT, new ListTrunks(gateway)),
        put("/me/password", Role.ANYBODY, users.ownPassword()),
        get("/users", Role.INSPECT, users.list()),
        post("/users", Role.RUN, users.add()),
        put("/users/:id", Role.RUN, users.change()),
        put("/users/:id/password", Role.RUN, users.password()),
        delete("/users/:id", Role.RUN, users.remove()),
        get("/tokens", Role.INSPECT, tokenDesk.list()),
        post("/tokens", Role.RUN, tokenDesk.make()),
        delete("/tokens/:id", Role.RUN, tokenDesk.revoke()),
        get("/webhooks", Role.INSPECT, hooks.list()),
        post("/webhooks", Role.RUN, hooks.add()),
        delete("/webhooks/:id", Role.RUN, hooks.remove()),
        get("/webhooks/:id/deliveries", Role.RUN, hooks.deliveries()),
        post("/webhooks/:id/test", Role.RUN, hooks.test()),
        post("/webhooks/:id/replay", Role.RUN, hooks.replay()),
        get("/system", Role.INSPECT, new ShowSystem(recorder, gateway, Version.TEXT, clock)),
        get("/coverage", Role.OVERSEE_ALL, new ShowCoverage(ledger, clock)),
        post("/config/reload", Set.of(Role.ADMIN), new ReloadConfig(reload)),
        get("/calls", Role.READ, new ListCalls(gateway.calls(), ledger, qualities)),
        get("/calls/:id", Role.READ, new ShowCall(gateway.calls(), ledger, qualities)),
        post("/calls/:id/hangup", Role.HANG_UP, new HangUp(gateway.calls())),
        post("/calls/:id/transfer", Role.HANG_UP, new HandOver(gateway.calls())),
        post("/calls/:id/pause", Role.STOP, new PauseRecording(gateway.calls(), true)),
        post("/calls/:id/resume", Role.STOP, new PauseRecording(gateway.calls(), false)),
        post("/calls/:id/start-recording", Role.STOP, new StartRecording(gateway.calls())),
        post("/calls/:id/stop-recording", Role.STOP, new StopRecording(gateway.calls())),
        get(
            "/recordings",
            Role.READ,
            new SearchRecordings(library, reviews, gateway.staff(), qualities)),
        get(
            "/recordings/:id",
            Role.READ,
            new ShowRecording(
                library, reviews, qualities, ledger, recorder::imports, conf.receiptProfiles())),
        get("/recordings/:id/audio", Role.HEAR, audio),
        new Endpoint(HttpMethod.HEAD, "/recordings/:id/audio", Role.HEAR, audio),
        get("/recordings/:id/waveform", Role.HEAR, new ShowWaveform(library)),
        get("/recordings/:id/talk", Role.HEAR, new ShowTalk(library, reviews)),
        get("/recordings/:id/comments", Role.FOLLOW, comments.list()),
        post("/recordings/:id/comments", Role.DISCUSS, comments.write()),
        get("/mentions", Role.FOLLOW, comments.mentions()),
        put("/recordings/:id/tags", Role.DISCUSS, tags.one()),
        post("/recordings/tags", Role.SORT, tags.many()),
        get("/filters", Role.READ, filters.show()),
        put("/filters", Role.READ, filters.replace()),
        get("/scorecards", Role.FOLLOW, scorecards.list()),
        post("/scorecards", Role.JUDGE, scorecards.publish()),
        get("/recordings/:id/evaluations", Role.FOLLOW, evaluations.list()),
        post("/recordings/:id/evaluations", Role.JUDGE, evaluations.judge()),
        post("/evaluations/:id/replies", Role.ANSWER, evaluations.reply()),
        get("/scores", Role.FOLLOW, new Scores(reviews)),
        get("/calibrations", Role.OVERSEE, calibrations.list()),
        post("/calibrations", Role.JUDGE, calibrations.begin()),
        get("/calibrations/:id", Role.OVERSEE, calibrations.agreement()),
        post("/calibrations/:id/close", Role.JUDGE, calibrations.close()),
        get("/collections", Role.LEARN, courses.list()),
        post("/collections", Role.TEACH, courses.add()),
        get("/collections/:id", Role.LEARN, courses.show()),
        put("/collections/:id", Role.TEACH, courses.change()),
        delete("/collections/:id", Role.TEACH, courses.drop()),
        get("/collections/:id/progress", Role.TEACH, courses.progress()),
        get("/collections/:id/audio", Role.LEARN, courses.audio()),
        post("/collections/:id/heard", Role.LEARN, courses.heard()),
        post("/collections/:id/answers", Role.LEARN, courses.answer()),
        get("/samples", Role.OVERSEE, samples.list()),
        post("/samples", Role.JUDGE, samples.plan()),
        post("/samples/:id/draw", Role.JUDGE, samples.draw()),
        post("/policy/simulate", Role.SIMULATE, new Simulate(gateway.policies(), clock)),
        get("/policy/decisions/:id", Role.EXPLAIN, new ShowDecision(ledger, library)),
        get("/recordings/:id/evidence", Role.EXPORT, new ExportEvidence(recorder.evidence())),
        put("/recordings/:id/hold", Role.KEEP, holds.place()),
        delete("/recordings/:id/hold", Role.KEEP, holds.release()),
        get("/holds", Role.OVERSEE_CUSTODY, holds.list()),
        delete("/recordings/:id", Role.KEEP, deletions.erase()),
        get("/recordings/:id/certificate", Role.VERIFY, deletions.certificate()),
        get("/recordings/:id/custody", Role.OVERSEE_CUSTODY, terms.show()),
        put("/recordings/:id/restriction", Role.KEEP, terms.restrict()),
        post("/recordings/:id/extension", Role.KEEP, terms.extend()),
        get("/retention/rules", Role.VERIFY, terms.rules()),
        post("/retention/rehearsal", Role.VERIFY, terms.rehearse()),
        get("/retention/clock", Role.VERIFY, terms.clock()),
        post("/retention/clock", Role.RELEASE_CLOCK, terms.trust()),
        post("/recordings/:id/receipt", Role.RECEIPT, receipts.give()),
        get("/receipts/:code", EVERYBODY, receipts.show()),
        post("/receipts/:code/erasure", EVERYBODY, receipts.erasure()),
        post("/subjects/access", Role.KEEP, requests.access()),
        post("/subjects/erasure", Role.KEEP, requests.erasure()),
        get("/subjects/requests", Role.OVERSEE_CUSTODY, requests.list()),
        get("/subjects/requests/:id", Role.KEEP, requests.show()),
        post("/subjects/requests/:id/confirm", Role.KEEP, requests.confirm()),
        post("/subjects/requests/:id/delivered", Role.KEEP, requests.delivered()),
        get("/subjects/requests/:id/recordings/:recording", Role.EXPORT, requests.sound()),
        get("/compliance/mifid", Role.VERIFY, reports.mifid()),
        get("/compliance/register", Role.VERIFY, reports.register()),
        get("/compliance/dpia", Role.VERIFY, reports.assessment()),
        get("/cases", Role.OVERSEE_CUSTODY, cases.list()),
        post("/cases", Role.KEEP, cases.open()),
        get("/cases/:id", Role.OVERSEE_CUSTODY, cases.show()),
        post("/cases/:id/notes", Role.KEEP, cases.note()),
        post("/cases/:id/recordings", Role.KEEP, cases.gather()),
        get("/cases/:id/export", Role.EXPORT, cases.export()),
        post(IMPORTS, Role.KEEP, new ImportRecording(recorder::imports)),
        get("/ledger/checkpoint", Role.VERIFY, log.checkpoint()),
        get("/ledger/key", Role.VERIFY, log.key()),
        get("/ledger/handovers", Role.VERIFY, log.handovers()),
        get("/ledger/entries", Role.VERIFY, log.entries()),
        get("/ledger/proof", Role.VERIFY, log.inclusion()),
        get("/ledger/consistency", Role.VERIFY, log.consistency()),
        get("/calls/:id/consent-record", Role.VERIFY, log.consentRecord()),
        get("/ledger/statement", Role.VERIFY, log.statement()),
        get("/events", Role.ANYBODY, new Follow(events, sessions)));
  }

  List<Endpoint> all() {
    return all;
  }

  void mount(Router router, Guard guard, int mostBytes) {
    BodyHandler bodies = BodyHandler.create(false).setBodyLimit(mostBytes);
    router.route(BASE + "/*").handler(http -> {
      if (http.normalizedPath().equals(BASE + IMPORTS)) {
        http.request().pause(); // a file goes to the disk as it comes
        http.next();
      } else {
        bodies.handle(http);
      }
    });
    for (Endpoint endpoint : all) {
      router.route(endpoint.method(), BASE + endpoint.path()).handler(guard.before(endpoint));
    }
  }
}
