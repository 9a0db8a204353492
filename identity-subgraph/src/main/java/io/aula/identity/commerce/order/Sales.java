package io.aula.identity.commerce.order;

import io.aula.identity.commerce.SaleCurrency;

/**
 * What a course has brought in one currency, before what Stripe keeps: minor units. In a time more can go back than was paid in it.
 *
 * @param refunds what went back, and what banks took
 */
record Sales(int orders, SaleCurrency currency, long gross, long refunds) {

    long net() {
        return gross - refunds;
    }
}
