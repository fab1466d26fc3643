package io.heliograph.notification.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.push.Browser;
import io.heliograph.notification.push.EndpointPolicy;
import io.heliograph.notification.push.PushAnswer;
import io.heliograph.notification.push.PushEndpoint;
import io.heliograph.notification.push.PushEndpoint.Received;
import io.heliograph.notification.push.PushMessage;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.VapidIdentity;
import io.heliograph.notification.push.VapidToken;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPushServiceTest {
    private static final PushMessage MESSAGE = new PushMessage(
            JsonBytes.of("{\"title\":\"Shipped\"}"), Duration.ofMinutes(5), PushMessage.Urgency.HIGH, "order-4711");

    private final VapidIdentity identity = identity(Browser.generate());
    private final Browser browser = new Browser();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Vertx vertx;
    private PushEndpoint endpoint;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        endpoint = PushEndpoint.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
        endpoint.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsWhatOnlyTheBrowserCanReadWithTheHeadersOfRfc8030() throws Exception {
        PushAnswer answer = send(development(), endpoint.origin() + "/send/abc?x=1");

        assertThat(answer).isEqualTo(new PushAnswer.Taken(201));
        Received received = endpoint.received().getFirst();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).hasToString("/send/abc?x=1");
        assertThat(received.headers())
                .containsEntry("host", "localhost:" + endpoint.port())
                .containsEntry("ttl", "300")
                .containsEntry("urgency", "high")
                .containsEntry("topic", "order-4711")
                .containsEntry("content-encoding", "aes128gcm");
        assertThat(browser.decrypt(received.body())).isEqualTo("{\"title\":\"Shipped\"}");
    }

    @Test
    void signsATokenForThePushServiceThatIsValidForADayAtMost() throws Exception {
        send(development(), endpoint.origin() + "/send/abc");

        VapidToken token = VapidToken.verify(endpoint.received().getFirst().header("authorization"), browser);
        assertThat(token.key()).isEqualTo(identity.publicKey());
        assertThat(token.claims().path("aud").textValue())
                .isEqualTo(endpoint.origin().toString());
        assertThat(token.claims().path("sub").textValue()).isEqualTo("mailto:ops@shop.example");
        assertThat(Instant.ofEpochSecond(token.claims().path("exp").longValue()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
    }

    @Test
    void encryptsEachMessageAnew() throws Exception {
        WebPushService service = development();
        send(service, endpoint.origin() + "/abc");
        send(service, endpoint.origin() + "/abc");

        List<Received> received = endpoint.received();
        assertThat(received.getFirst().body()).isNotEqualTo(received.getLast().body());
        assertThat(browser.decrypt(received.getLast().body())).isEqualTo("{\"title\":\"Shipped\"}");
    }

    @Test
    void tellsWhatThePushServiceAnswered() {
        endpoint.answer(410);
        assertThat(send(development(), endpoint.origin() + "/abc")).isEqualTo(new PushAnswer.Gone(410));

        endpoint.answer(503, Map.of("Retry-After", "120"), 0);
        assertThat(send(development(), endpoint.origin() + "/abc"))
                .isEqualTo(new PushAnswer.Later(Duration.ofMinutes(2)));
    }

    @Test
    void followsNoRedirect() {
        endpoint.answer(307, Map.of("Location", endpoint.origin() + "/elsewhere"), 0);

        PushAnswer answer = send(development(), endpoint.origin() + "/abc");

        assertThat(answer).isEqualTo(new PushAnswer.Refused(307, PushReason.REFUSED));
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void readsNoAnswerToItsEnd() {
        endpoint.answer(201, Map.of(), 1L << 32);

        assertThat(send(development(), endpoint.origin() + "/abc")).isEqualTo(new PushAnswer.Taken(201));
    }

    @Test
    void waitsForNoAnswerForEver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI origin = URI.create("http://localhost:" + silent.getLocalPort());
            WebPushService service = service(
                    new EndpointPolicy(List.of(), Set.of(443), Optional.of(origin)),
                    InetAddress::getAllByName,
                    new HttpClientOptions(),
                    Duration.ofMillis(200));

            assertThat(send(service, origin + "/abc")).isEqualTo(new PushAnswer.Later(null));
        }
    }

    @Test
    void asksLaterWhereNobodyListensOrTheNameIsUnknown() throws IOException {
        endpoint.close();
        assertThat(send(development(), endpoint.origin() + "/abc")).isEqualTo(new PushAnswer.Later(null));

        WebPushService unknown = service(anyHost(443), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(send(unknown, "https://push.example/abc")).isEqualTo(new PushAnswer.Later(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "192.168.0.1", "::1", "fd00:ec2::254"})
    void sendsNothingToAHostWithAnAddressThatIsNotPublic(String address) {
        List<InetAddress> addresses = List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral(address));
        WebPushService service = service(anyHost(endpoint.port()), _ -> addresses.toArray(InetAddress[]::new));

        PushAnswer answer = send(service, "https://push.example:" + endpoint.port() + "/abc");

        assertThat(answer).isEqualTo(new PushAnswer.Refused(null, PushReason.FORBIDDEN_ENDPOINT));
        assertThat(endpoint.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1/abc", "https://[::1]/abc", "https://2130706433/abc", "https://localhost/abc"})
    void isNotTalkedIntoAddressesInThePlaceOfNames(String url) {
        WebPushService service = service(anyHost(443), InetAddress::getAllByName);

        assertThat(send(service, url)).isEqualTo(new PushAnswer.Refused(null, PushReason.FORBIDDEN_ENDPOINT));
    }

    @Test
    void sendsNothingWhereTheConfigurationAllowsItNoLonger() {
        EndpointPolicy other = new EndpointPolicy(List.of("push.example"), Set.of(443), Optional.empty());

        PushAnswer answer = send(service(other, InetAddress::getAllByName), endpoint.origin() + "/abc");

        assertThat(answer).isEqualTo(new PushAnswer.Refused(null, PushReason.FORBIDDEN_ENDPOINT));
        assertThat(endpoint.received()).isEmpty();
    }

    /** The name resolves to nothing: so the request went to the address that was checked, and to no later look-up's. */
    @Test
    void connectsToTheAddressThatWasChecked(@TempDir Path folder) throws Exception {
        HostCertificate certificate = HostCertificate.of("push.invalid", folder);
        try (PushEndpoint secure = PushEndpoint.startWithTls(certificate.server())) {
            String origin = "https://push.invalid:" + secure.port();

            PushAnswer answer = send(secureService(origin, certificate), origin + "/abc");

            assertThat(answer).isEqualTo(new PushAnswer.Taken(201));
            assertThat(secure.received().getFirst().headers()).containsEntry("host", "push.invalid:" + secure.port());
        }
    }

    @Test
    void sendsNothingToWhomTheHostsCertificateDoesNotName(@TempDir Path folder) throws Exception {
        HostCertificate certificate = HostCertificate.of("evil.invalid", folder);
        try (PushEndpoint secure = PushEndpoint.startWithTls(certificate.server())) {
            String origin = "https://push.invalid:" + secure.port();

            PushAnswer answer = send(secureService(origin, certificate), origin + "/abc");

            assertThat(answer).isEqualTo(new PushAnswer.Later(null));
            assertThat(secure.received()).isEmpty();
        }
    }

    @Test
    void refusesKeysThatAreNoPairWithoutPrintingThem() {
        VapidIdentity other = identity(Browser.generate());
        VapidIdentity mixed = new VapidIdentity(identity.publicKey(), other.privateKey(), identity.subject());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushEncryption(mixed))
                .withMessageContaining("notification.push.vapid")
                .withMessageNotContaining(other.privateKey());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushEncryption(new VapidIdentity("§", "", identity.subject())))
                .withMessageContaining("notification.push.vapid");
    }

    private WebPushService development() {
        return service(
                new EndpointPolicy(List.of(), Set.of(443), Optional.of(endpoint.origin())), InetAddress::getAllByName);
    }

    private static EndpointPolicy anyHost(int port) {
        return new EndpointPolicy(List.of("*"), Set.of(port), Optional.empty());
    }

    private WebPushService service(EndpointPolicy policy, WebPushService.Resolver resolver) {
        return service(policy, resolver, new HttpClientOptions(), Duration.ofSeconds(10));
    }

    private WebPushService service(
            EndpointPolicy policy, WebPushService.Resolver resolver, HttpClientOptions options, Duration timeout) {
        WebPushService service =
                new WebPushService(vertx, options, identity, policy, resolver, timeout, Clock.systemUTC());
        open.add(service);
        return service;
    }

    private PushAnswer send(WebPushService service, String url) {
        return service.send(browser.subscription("phone", URI.create(url)), MESSAGE);
    }

    /** Trusts the certificate, whoever shows it, and takes the host to be this machine. */
    private WebPushService secureService(String origin, HostCertificate certificate) {
        return service(
                new EndpointPolicy(List.of(), Set.of(), Optional.of(URI.create(origin))),
                _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
                new HttpClientOptions().setTrustOptions(certificate.trust()),
                Duration.ofSeconds(10));
    }

    private static VapidIdentity identity(KeyPair keys) {
        return new VapidIdentity(
                Browser.base64(Browser.point((ECPublicKey) keys.getPublic())),
                Browser.base64(Browser.unsigned(((ECPrivateKey) keys.getPrivate()).getS())),
                "mailto:ops@shop.example");
    }
}
