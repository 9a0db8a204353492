/**
 * A forum for each course, in MongoDB: threads as questions or discussions, whose posts are comments. It owns titles, tags, locks and
 * what was accepted; who may come in is the course's. One document is one atomic change, its events inside.
 */
@NullMarked
package io.aula.social.forum;

import org.jspecify.annotations.NullMarked;
