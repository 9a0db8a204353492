package io.aula.identity.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.order.OrderService.Right;
import io.aula.identity.commerce.payment.Payment;
import io.aula.identity.commerce.payment.Payment.Refund.State;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {
    private static final Payment.Dispute.State[] NONE = {};

    @ParameterizedTest
    @MethodSource("cases")
    void anOrderStandsByWhatWentBackAndWhatABankAsksFor(
            List<Payment.Refund> refunds, Payment.Dispute.State[] disputes, Order.Status status, Right right) {
        Standing standing = Standing.of(receipt(refunds, disputes));
        assertThat(standing.status()).isEqualTo(status);
        assertThat(standing.right()).isEqualTo(right);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(List.of(), NONE, Order.Status.PAID, Right.OPEN),
                Arguments.of(List.of(back(999, State.SUCCEEDED)), NONE, Order.Status.PARTIALLY_REFUNDED, Right.OPEN),
                Arguments.of(List.of(back(1000, State.SUCCEEDED)), NONE, Order.Status.REFUNDED, Right.OVER),
                Arguments.of(
                        List.of(back(400, State.SUCCEEDED), back(600, State.SUCCEEDED)),
                        NONE,
                        Order.Status.REFUNDED,
                        Right.OVER),
                Arguments.of(List.of(back(1000, State.PENDING)), NONE, Order.Status.PAID, Right.HELD),
                Arguments.of(List.of(back(500, State.PENDING)), NONE, Order.Status.PAID, Right.OPEN),
                Arguments.of(
                        List.of(back(400, State.SUCCEEDED), back(600, State.PENDING)),
                        NONE,
                        Order.Status.PARTIALLY_REFUNDED,
                        Right.HELD),
                Arguments.of(List.of(back(1000, State.FAILED)), NONE, Order.Status.PAID, Right.OPEN),
                Arguments.of(List.of(), banks(Payment.Dispute.State.OPEN), Order.Status.DISPUTED, Right.HELD),
                Arguments.of(List.of(), banks(Payment.Dispute.State.WON), Order.Status.PAID, Right.OPEN),
                Arguments.of(List.of(), banks(Payment.Dispute.State.LOST), Order.Status.DISPUTED, Right.OVER),
                Arguments.of(
                        List.of(),
                        banks(Payment.Dispute.State.WON, Payment.Dispute.State.LOST),
                        Order.Status.DISPUTED,
                        Right.OVER),
                Arguments.of(
                        List.of(back(1000, State.SUCCEEDED)),
                        banks(Payment.Dispute.State.WON),
                        Order.Status.REFUNDED,
                        Right.OVER));
    }

    private static Payment.Refund back(long amount, State state) {
        return new Payment.Refund("re_" + amount, null, amount, state, Instant.EPOCH);
    }

    private static Payment.Dispute.State[] banks(Payment.Dispute.State... states) {
        return states;
    }

    private static Payment.Receipt receipt(List<Payment.Refund> refunds, Payment.Dispute.State... disputes) {
        return new Payment.Receipt(
                new Money(1000, SaleCurrency.EUR),
                0,
                0,
                1000,
                Instant.EPOCH,
                null,
                null,
                refunds,
                Stream.of(disputes)
                        .map(state -> new Payment.Dispute("du_" + state, 1000, state, Instant.EPOCH))
                        .toList());
    }
}
