package io.aula.devstack.stripe.wire;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;

/** What a request is answered with, once what it changed is kept: a declined card is an error, and yet a charge that failed. */
public record Answer(int status, Resource body) {

    public static Answer of(Resource body) {
        return new Answer(200, body);
    }

    public static Answer declined(Resource error) {
        return new Answer(402, Resource.of(Json.object("error", error)));
    }
}
