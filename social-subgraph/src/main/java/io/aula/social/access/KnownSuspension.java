package io.aula.social.access;

import io.aula.platform.id.UserId;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Whether somebody's account is closed by staff, as identity told it last.
 *
 * @param v version; of two tellings the higher counts
 */
@Document("access_suspensions")
record KnownSuspension(@Id UserId id, boolean isSuspended, long v) {}
