package io.aula.courses.access;

/** Where an enrollment stands. */
public enum EnrollmentStatus {
    ACTIVE,
    COMPLETED,
    SUSPENDED,
    EXPIRED,
    WITHDRAWN;

    public boolean isLive() {
        return this == ACTIVE || this == COMPLETED;
    }
}
