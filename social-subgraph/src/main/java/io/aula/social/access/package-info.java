/**
 * Who may read and write under a lesson: a copy of what courses tells of lessons, courses and enrollments, kept in MongoDB
 * beside the comments, so that nobody is asked and a graph that is away stops nothing. Late, doubled and reordered events
 * change nothing; what this copy does not know is refused.
 */
@NullMarked
package io.aula.social.access;

import org.jspecify.annotations.NullMarked;
