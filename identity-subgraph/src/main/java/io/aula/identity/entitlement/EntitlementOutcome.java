package io.aula.identity.entitlement;

/** What came of giving a right, or of taking it back. */
sealed interface EntitlementOutcome {
    record Stands(Entitlement entitlement) implements EntitlementOutcome {}

    record NoSuchCourse(String id) implements EntitlementOutcome {}

    record NoSuchPerson(String id) implements EntitlementOutcome {}

    record NoSuchEntitlement(String id) implements EntitlementOutcome {}

    record NotManaged() implements EntitlementOutcome {}

    /** What was paid for is not taken back here. */
    record NotGranted() implements EntitlementOutcome {}

    record ReasonInvalid(String argument) implements EntitlementOutcome {}

    record EndsInThePast() implements EntitlementOutcome {}

    record KeyInvalid() implements EntitlementOutcome {}

    record KeyReused() implements EntitlementOutcome {}
}
