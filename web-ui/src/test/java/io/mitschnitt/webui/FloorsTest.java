package io.mitschnitt.webui;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.VerticleBase;

/** The house rules: calls go down the floors, through the hatches; events come up; sockets stay at the edge. */
@AnalyzeClasses(packages = "io.mitschnitt", importOptions = DoNotIncludeTests.class)
class FloorsTest {

  private static final String[] PURE = {
    "..recorder.contract..",
    "..recorder.timeline..",
    "..recorder.codec..",
    "..recorder.mp3..",
    "..recorder.custody..",
    "..recorder.evidence..",
    "..recorder.review..",
    "..gateway.contract..",
    "..gateway.call..",
    "..gateway.consent..",
    "..gateway.policy..",
    "..gateway.route..",
    "..webui.api.."
  };

  private static final DescribedPredicate<JavaClass> HATCH = resideInAnyPackage(
      "io.mitschnitt.recorder.contract..",
      "io.mitschnitt.recorder.codec..",
      "io.mitschnitt.recorder.evidence..");
  private static final DescribedPredicate<JavaClass> RECORDERS_FLOOR =
      named("io.mitschnitt.recorder.edge.RecorderFloor");
  private static final DescribedPredicate<JavaClass> DEMO_CARRIER =
      named("io.mitschnitt.gateway.demo.DemoCarrier");
  private static final DescribedPredicate<JavaClass> GATEWAYS_FLOOR =
      named("io.mitschnitt.gateway.edge.GatewayFloor");

  @ArchTest
  static final ArchRule the_recorder_does_not_look_up = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.recorder..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.mitschnitt.gateway..", "io.mitschnitt.webui..");

  @ArchTest
  static final ArchRule the_gateway_does_not_look_up = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.gateway..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("io.mitschnitt.webui..")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_gateway_stops_at_the_recorder_s_hatch = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.gateway..")
      .should()
      .dependOnClassesThat(resideInAPackage("io.mitschnitt.recorder..").and(not(HATCH)))
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_web_ui_stops_at_the_recorder_s_hatch = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.webui..")
      .and()
      .resideOutsideOfPackage("io.mitschnitt.webui.selftest..")
      .should()
      .dependOnClassesThat(
          resideInAPackage("io.mitschnitt.recorder..").and(not(HATCH)).and(not(RECORDERS_FLOOR)));

  @ArchTest
  static final ArchRule the_web_ui_stops_at_the_gateway_s_hatch = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.webui..")
      .and()
      .resideOutsideOfPackage("io.mitschnitt.webui.selftest..")
      .should()
      .dependOnClassesThat(resideInAPackage("io.mitschnitt.gateway..")
          .and(not(resideInAPackage("io.mitschnitt.gateway.contract..")))
          .and(not(GATEWAYS_FLOOR))
          .and(not(DEMO_CARRIER)));

  @ArchTest
  static final ArchRule only_the_root_opens_floors = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.webui.*..")
      .and()
      .resideOutsideOfPackage("io.mitschnitt.webui.selftest..")
      .should()
      .dependOnClassesThat(RECORDERS_FLOOR.or(GATEWAYS_FLOOR).or(DEMO_CARRIER));

  @ArchTest
  static final ArchRule the_self_test_knows_sound_and_the_demo_besides = noClasses()
      .that()
      .resideInAPackage("io.mitschnitt.webui.selftest..")
      .should()
      .dependOnClassesThat(resideInAnyPackage("io.mitschnitt.recorder..", "io.mitschnitt.gateway..")
          .and(not(HATCH))
          .and(not(resideInAnyPackage(
              "io.mitschnitt.recorder.mp3..",
              "io.mitschnitt.gateway.contract..",
              "io.mitschnitt.gateway.demo.."))))
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisions_touch_no_socket_file_thread_timer_or_clock = noClasses()
      .that()
      .resideInAnyPackage(PURE)
      .should()
      .dependOnClassesThat(resideInAnyPackage(
              "java.net..",
              "java.nio.channels..",
              "java.nio.file..",
              "java.util.concurrent..",
              "io.netty..",
              "io.vertx.core.net..",
              "io.vertx.core.file..",
              "io.vertx.core.datagram..")
          .and(not(resideInAPackage("java.util.concurrent")
              .and(JavaClass.Predicates.simpleName("TimeUnit"))))
          .and(not(named("java.nio.file.Path")))
          .and(not(named("java.net.InetSocketAddress"))))
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisions_read_no_clock = noClasses()
      .that()
      .resideInAnyPackage(PURE)
      .should()
      .callMethod(System.class, "currentTimeMillis")
      .orShould()
      .callMethod(System.class, "nanoTime")
      .orShould()
      .callMethod(java.time.Instant.class, "now")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule verticles_answer_with_futures = classes()
      .that()
      .haveSimpleNameEndingWith("Verticle")
      .should()
      .beAssignableTo(VerticleBase.class);

  @ArchTest
  static final ArchRule servers_are_opened_at_the_edge = noClasses()
      .that()
      .resideOutsideOfPackages("io.mitschnitt.webui.edge..", "io.mitschnitt.gateway.demo..")
      .should()
      .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
          com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("createHttpServer")));

  @ArchTest
  static final ArchRule mongo_has_one_door =
      door("com.mongodb..", "io.mitschnitt.recorder.store..");

  @ArchTest
  static final ArchRule bson_has_one_door = door("org.bson..", "io.mitschnitt.recorder.store..");

  @ArchTest
  static final ArchRule opus_has_one_door =
      door("io.github.jaredmdobson..", "io.mitschnitt.recorder.codec..");

  @ArchTest
  static final ArchRule mp3_has_one_door = door("de.sciss..", "io.mitschnitt.recorder.mp3..");

  @ArchTest
  static final ArchRule srtp_has_one_door =
      door("org.jitsi.srtp..", "io.mitschnitt.gateway.srtp..", "io.mitschnitt.gateway.media..");

  @ArchTest
  static final ArchRule sip_has_one_door =
      door("javax.sip..", "io.mitschnitt.gateway.sip..", "io.mitschnitt.gateway.edge.sip..");

  @ArchTest
  static final ArchRule stun_has_one_door =
      door("org.ice4j..", "io.mitschnitt.gateway.media..", "io.mitschnitt.gateway.edge.ice..");

  @ArchTest
  static final ArchRule dtls_has_one_door = door(
      "org.bouncycastle.tls..",
      "io.mitschnitt.gateway.media..",
      "io.mitschnitt.gateway.edge.dtls..");

  @ArchTest
  static final ArchRule telephone_numbers_have_one_door = door(
      "com.google.i18n.phonenumbers..",
      "io.mitschnitt.gateway.policy..",
      "io.mitschnitt.gateway.route..");

  @ArchTest
  static final ArchRule yaml_and_schema_have_one_door = noClasses()
      .that()
      .resideOutsideOfPackage("io.mitschnitt.webui.conf..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("org.yaml..", "com.networknt..", "com.fasterxml.jackson.databind..");

  @ArchTest
  static final ArchRule rooms_have_names_of_the_trade = noClasses()
      .should()
      .resideInAnyPackage(
          "..util..",
          "..utils..",
          "..common..",
          "..impl..",
          "..service..",
          "..manager..",
          "..helper..")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_web_ui_s_rooms_form_no_ring =
      slices().matching("io.mitschnitt.webui.(*)..").should().beFreeOfCycles();

  private static ArchRule door(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(
        name, type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
  }
}
