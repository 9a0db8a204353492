/**
 * Complaints about what people wrote, and about people and courses: who decides, what becomes of it, and how its author may object. It owns the reports
 * in MongoDB; taking something out of sight is done by who owns it. Nobody but a moderator learns who complained.
 */
@NullMarked
package io.aula.social.moderation;

import org.jspecify.annotations.NullMarked;
