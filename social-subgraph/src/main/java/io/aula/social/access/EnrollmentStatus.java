package io.aula.social.access;

import java.util.List;

/** Where a learner stands in a course. */
enum EnrollmentStatus {
    ACTIVE,
    COMPLETED,
    SUSPENDED,
    EXPIRED,
    WITHDRAWN;

    /** Those of people who are in the course. */
    static final List<EnrollmentStatus> INSIDE = List.of(ACTIVE, COMPLETED);

    /** What is called otherwise tomorrow is outside until this service knows better. */
    static EnrollmentStatus of(String told) {
        return switch (told) {
            case "ACTIVE" -> ACTIVE;
            case "COMPLETED" -> COMPLETED;
            case "EXPIRED" -> EXPIRED;
            case "WITHDRAWN" -> WITHDRAWN;
            default -> SUSPENDED;
        };
    }
}
