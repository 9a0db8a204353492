package io.aula.devstack.stripe.wire;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;

/** A refusal in Stripe's error shape. Whatever the request changed is undone. */
public final class StripeFailure extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String INVALID_REQUEST = "invalid_request_error";

    private final int status;
    private final transient Resource error;

    private StripeFailure(int status, Resource error) {
        super(error.text("message"));
        this.status = status;
        this.error = error;
    }

    public static StripeFailure invalid(String message, String parameter) {
        return of(400, INVALID_REQUEST, "", message, parameter);
    }

    public static StripeFailure coded(String code, String message, String parameter) {
        return of(400, INVALID_REQUEST, code, message, parameter);
    }

    public static StripeFailure missingParameter(String name) {
        return coded("parameter_missing", "Missing required param: " + name + ".", name);
    }

    public static StripeFailure unknownParameter(String name) {
        return coded(
                "parameter_unknown",
                "Received unknown parameter: " + name + " (Stripe may know it; this double does not).",
                name);
    }

    public static StripeFailure missing(String what, String id, String parameter) {
        return of(
                parameter.equals("id") ? 404 : 400,
                INVALID_REQUEST,
                "resource_missing",
                "No such " + what + ": '" + id + "'",
                parameter);
    }

    public static StripeFailure unauthorized(String message) {
        return of(401, INVALID_REQUEST, "", message, "");
    }

    public static StripeFailure of(int status, String type, String code, String message, String parameter) {
        Resource error = Resource.of(Json.object("type", type, "message", message));
        if (!code.isEmpty()) {
            error.set("code", code).set("doc_url", "https://docs.stripe.com/error-codes#" + code.replace('_', '-'));
        }
        if (!parameter.isEmpty()) {
            error.set("param", parameter);
        }
        return new StripeFailure(status, error);
    }

    /** Whether the request was begun, so that its key gives this answer again (docs.stripe.com/api/idempotent_requests). */
    boolean isRemembered() {
        return error.is("code", "resource_missing") || error.is("type", "card_error");
    }

    public int status() {
        return status;
    }

    public Resource body() {
        return Resource.of(Json.object("error", error));
    }
}
