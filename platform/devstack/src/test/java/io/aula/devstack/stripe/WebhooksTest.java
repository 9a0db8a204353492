package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import io.aula.devstack.process.Wait;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {

    @TempDir
    Path folder;

    private Receiver receiver;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        desk = Desk.open(folder, Optional.of(receiver.address()));
    }

    @AfterEach
    void close() {
        desk.close();
        receiver.close();
    }

    @Test
    void eachEventIsSignedAndHoldsAnObjectThatTheClientKnows() throws Exception {
        String customer = desk.customer("ana@aula.test").getId();
        Session bought =
                desk.begin(Desk.checkout(Mode.PAYMENT, desk.price(900).getId()).setCustomer(customer));
        desk.pay(bought, Desk.OK);
        Session subscribed = desk.begin(
                Desk.checkout(Mode.SUBSCRIPTION, desk.monthly(900).getId()).setCustomer(customer));
        desk.pay(subscribed, Desk.DECLINED);
        desk.pay(subscribed, Desk.OK);
        desk.control("clock", Map.of("customer", customer, "seconds", String.valueOf(40 * 86_400)));
        settle();

        assertThat(events())
                .extracting(Event::getType)
                .contains(
                        "customer.created",
                        "charge.succeeded",
                        "charge.failed",
                        "payment_intent.payment_failed",
                        "checkout.session.completed",
                        "customer.subscription.created",
                        "customer.subscription.updated",
                        "invoice.created",
                        "invoice.finalized",
                        "invoice.paid",
                        "payment_method.attached",
                        "test_helpers.test_clock.ready");
        for (Event event : events()) {
            Optional<StripeObject> object = event.getDataObjectDeserializer().getObject();
            assertThat(object).as(event.getType()).isPresent();
            assertThat(event.toJson()).doesNotContain("\"_", "{double}");
        }
    }

    @Test
    void anUpdateTellsWhatItWasBefore() throws Exception {
        String customer = desk.customer("ana@aula.test").getId();
        desk.v1()
                .customers()
                .update(
                        customer,
                        com.stripe.param.CustomerUpdateParams.builder()
                                .setEmail("eva@aula.test")
                                .build());
        settle();

        Event updated = events().stream()
                .filter(event -> event.getType().equals("customer.updated"))
                .findFirst()
                .orElseThrow();
        assertThat(updated.getData().getPreviousAttributes()).isEqualTo(Map.of("email", "ana@aula.test"));
        assertThat(updated.getRequest().getId()).startsWith("req_");
    }

    @Test
    void isSentAgainUntilItIsTaken() throws Exception {
        receiver.failures.set(1);
        String customer = desk.customer("ana@aula.test").getId();

        assertThat(Wait.until(Duration.ofSeconds(10), () -> receiver.all().size() == 2))
                .isTrue();
        settle();
        assertThat(events())
                .extracting(Event::getId)
                .hasSize(2)
                .containsOnly(events().getFirst().getId());
        assertThat(deliveries()).contains(customer, "\"state\":\"done\"", "\"attempts\":2");
    }

    @Test
    void whatAnApplicationMissedWhileItWasAwayComesLater() throws Exception {
        URI address = receiver.address();
        receiver.close();
        desk.customer("ana@aula.test");
        settle();
        assertThat(deliveries()).contains("\"state\":\"due\"", "\"lastStatus\":0");
        desk.close();
        receiver = new Receiver();
        desk = Desk.open(folder, Optional.of(receiver.address()));

        assertThat(receiver.address()).isNotEqualTo(address);
        assertThat(Wait.until(Duration.ofSeconds(10), () -> receiver.all().size() == 1))
                .isTrue();
    }

    @Test
    void heldEventsLeaveInTheOrderThatIsAskedFor() throws Exception {
        desk.control("webhooks", Map.of("mode", "hold", "parallel", "1"));
        for (int i = 0; i < 8; i++) {
            desk.customer("c" + i + "@aula.test");
        }
        settle();
        assertThat(receiver.all()).isEmpty();
        desk.control("webhooks/release", Map.of("order", "reversed"));
        settle();
        List<String> reversed = emails();
        assertThat(reversed)
                .containsExactly(
                        "c7@aula.test",
                        "c6@aula.test",
                        "c5@aula.test",
                        "c4@aula.test",
                        "c3@aula.test",
                        "c2@aula.test",
                        "c1@aula.test",
                        "c0@aula.test");

        for (int i = 0; i < 8; i++) {
            desk.customer("d" + i + "@aula.test");
        }
        desk.control("webhooks/release", Map.of("order", "shuffled", "seed", "7"));
        settle();
        List<String> shuffled = emails().subList(8, 16);
        assertThat(shuffled).isNotEqualTo(shuffled.stream().sorted().toList());
        assertThat(new HashSet<>(shuffled)).hasSize(8);
    }

    @Test
    void aThousandEventsComeShuffledOneToFiveTimesEach() throws Exception {
        desk.control("webhooks", Map.of("mode", "hold", "parallel", "20"));
        for (int i = 0; i < 250; i++) {
            desk.v1()
                    .paymentIntents()
                    .create(com.stripe.param.PaymentIntentCreateParams.builder()
                            .setAmount(900L)
                            .setCurrency("eur")
                            .setPaymentMethod("pm_card_visa")
                            .setConfirm(true)
                            .build());
            desk.customer("c" + i + "@aula.test");
        }
        desk.control("webhooks/release", Map.of("order", "shuffled", "seed", "11", "copies", "5"));
        settle();

        List<Event> events = events();
        Map<String, Long> times = events.stream()
                .collect(java.util.stream.Collectors.groupingBy(Event::getId, java.util.stream.Collectors.counting()));
        assertThat(times).hasSize(1_000);
        assertThat(new HashSet<>(times.values())).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
        // Their times will not do: Stripe's are whole seconds, and all of this may happen within one.
        List<String> asCreated =
                IntStream.range(0, 250).mapToObj(i -> "c" + i + "@aula.test").toList();
        List<String> asDelivered = events.stream()
                .map(event -> event.getDataObjectDeserializer().getObject().orElseThrow())
                .flatMap(object -> object instanceof Customer customer ? Stream.of(customer.getEmail()) : Stream.of())
                .distinct()
                .toList();
        assertThat(asDelivered).containsExactlyInAnyOrderElementsOf(asCreated).isNotEqualTo(asCreated);
    }

    @Test
    void duplicatesComeAsOftenAsIsAskedFor() throws Exception {
        desk.control("webhooks", Map.of("duplicates", "5"));
        desk.customer("ana@aula.test");
        settle();

        assertThat(events())
                .hasSize(5)
                .extracting(Event::getId)
                .containsOnly(events().getFirst().getId());
    }

    @Test
    void aLostOneNeverComesButCanBeReadAndSentAgain() throws Exception {
        desk.control("webhooks", Map.of("lose", "1"));
        desk.customer("ana@aula.test");
        desk.customer("eva@aula.test");
        settle();
        assertThat(emails()).containsExactly("eva@aula.test");
        assertThat(deliveries()).contains("\"state\":\"lost\"");

        List<Event> listed = desk.v1().events().list().getData();
        assertThat(listed).hasSize(2);
        desk.control("webhooks/resend", Map.of("event", listed.getLast().getId()));
        settle();
        assertThat(emails()).containsExactly("eva@aula.test", "ana@aula.test");
    }

    @Test
    void forgedOnesAreRefusedByTheClientAndOneOfAnotherModeIsNot() throws Exception {
        desk.customer("ana@aula.test");
        settle();
        receiver.deliveries.clear();
        for (String kind : List.of("signature", "body", "old")) {
            desk.control("webhooks/forge", Map.of("kind", kind));
            Receiver.Delivery forged = receiver.all().getLast();
            assertThatThrownBy(() -> Webhook.constructEvent(forged.body(), forged.signature(), Desk.WEBHOOK_SECRET))
                    .as(kind)
                    .isInstanceOf(SignatureVerificationException.class);
        }
        desk.control("webhooks/forge", Map.of("kind", "livemode"));
        Receiver.Delivery live = receiver.all().getLast();
        assertThat(Webhook.constructEvent(live.body(), live.signature(), Desk.WEBHOOK_SECRET)
                        .getLivemode())
                .isTrue();
    }

    @Test
    void aRenewalThatNobodyWatchedIsToldByItsEvents() throws Exception {
        String customer = desk.customer("ana@aula.test").getId();
        Session session = desk.begin(
                Desk.checkout(Mode.SUBSCRIPTION, desk.monthly(900).getId()).setCustomer(customer));
        desk.pay(session, Desk.OK);
        desk.control("cards", Map.of("customer", customer, "card", Desk.DECLINED));
        desk.control("clock", Map.of("customer", customer, "seconds", String.valueOf(32 * 86_400)));
        settle();

        assertThat(events()).extracting(Event::getType).contains("invoice.payment_failed");
        Event pastDue = events().stream()
                .filter(event -> event.getType().equals("customer.subscription.updated"))
                .filter(event -> event.toJson().contains("\"past_due\""))
                .findFirst()
                .orElseThrow();
        assertThat(pastDue.getData().getPreviousAttributes()).containsEntry("status", "active");
    }

    private void settle() throws Exception {
        assertThat(desk.control("webhooks/wait", Map.of()).statusCode()).isEqualTo(200);
    }

    private String deliveries() throws Exception {
        return desk.look(desk.base() + "/double/deliveries").body();
    }

    private List<Event> events() throws Exception {
        List<Event> events = new java.util.ArrayList<>();
        for (Receiver.Delivery each : receiver.all()) {
            events.add(Webhook.constructEvent(each.body(), each.signature(), Desk.WEBHOOK_SECRET));
        }
        return events;
    }

    private List<String> emails() throws Exception {
        return events().stream()
                .map(event -> event.getDataObjectDeserializer().getObject().orElseThrow())
                .map(Customer.class::cast)
                .map(Customer::getEmail)
                .toList();
    }
}
