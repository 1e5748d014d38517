package io.mitschnitt.webui.edge;

import static io.mitschnitt.webui.api.Endpoint.get;
import static io.mitschnitt.webui.api.Endpoint.post;
import static io.mitschnitt.webui.api.Endpoint.put;

import io.mitschnitt.gateway.contract.GatewayDoors;
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
import io.mitschnitt.webui.api.Endpoint;
import io.mitschnitt.webui.api.Qualities;
import io.mitschnitt.webui.api.Role;
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
import io.mitschnitt.webui.live.HangUp;
import io.mitschnitt.webui.live.ListAgents;
import io.mitschnitt.webui.live.ListCalls;
import io.mitschnitt.webui.live.ListTrunks;
import io.mitschnitt.webui.live.ReloadConfig;
import io.mitschnitt.webui.live.ShowCall;
import io.mitschnitt.webui.live.StopRecording;
import io.mitschnitt.webui.policy.ShowDecision;
import io.mitschnitt.webui.policy.Simulate;
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
  private static final Set<Role> EVERYBODY = Set.of();

  private final List<Endpoint> all;

  Endpoints(
      Vertx vertx,
      WebConf conf,
      RecorderDoors recorder,
      GatewayDoors gateway,
      Sessions sessions,
      SetupToken setup,
      Events events,
      Reload reload,
      Clock clock) {
    Accounts accounts = new Accounts(vertx, recorder.shelf());
    Throttle throttle = new Throttle();
    Cookies cookies = new Cookies(conf.tls().isPresent());
    Gatekeeper gatekeeper = new Gatekeeper(conf, reload, accounts, gateway.agents()::isAgent);
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
    StreamAudio audio = new StreamAudio(library);
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
        post("/config/reload", Set.of(Role.ADMIN), new ReloadConfig(reload)),
        get("/calls", Role.READ, new ListCalls(gateway.calls(), ledger, qualities)),
        get("/calls/:id", Role.READ, new ShowCall(gateway.calls(), ledger, qualities)),
        post("/calls/:id/hangup", Role.HANG_UP, new HangUp(gateway.calls())),
        post("/calls/:id/stop-recording", Role.STOP, new StopRecording(gateway.calls())),
        get("/recordings", Role.READ, new SearchRecordings(library, reviews, qualities)),
        get("/recordings/:id", Role.READ, new ShowRecording(library, reviews, qualities)),
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
        get("/samples", Role.OVERSEE, samples.list()),
        post("/samples", Role.JUDGE, samples.plan()),
        post("/samples/:id/draw", Role.JUDGE, samples.draw()),
        post("/policy/simulate", Role.SIMULATE, new Simulate(gateway.policies(), clock)),
        get("/policy/decisions/:id", Role.EXPLAIN, new ShowDecision(ledger, library)),
        get("/recordings/:id/evidence", Role.EXPORT, new ExportEvidence(recorder.evidence())),
        get("/ledger/checkpoint", Role.VERIFY, log.checkpoint()),
        get("/ledger/key", Role.VERIFY, log.key()),
        get("/ledger/entries", Role.VERIFY, log.entries()),
        get("/ledger/statement", Role.VERIFY, log.statement()),
        get("/events", Role.ANYBODY, new Follow(events, sessions)));
  }

  List<Endpoint> all() {
    return all;
  }

  void mount(Router router, Guard guard, int mostBytes) {
    router.route(BASE + "/*").handler(BodyHandler.create(false).setBodyLimit(mostBytes));
    for (Endpoint endpoint : all) {
      router.route(endpoint.method(), BASE + endpoint.path()).handler(guard.before(endpoint));
    }
  }
}
