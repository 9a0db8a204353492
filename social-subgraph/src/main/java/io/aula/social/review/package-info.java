/**
 * What learners think of a course, in MongoDB: one review for each person and course, what the teachers answer, who found it helpful,
 * and what all of them come to. How much somebody watched and who was in the course is the copy's; the sum is counted again after each
 * change. One document is one atomic change, its events inside.
 */
@NullMarked
package io.aula.social.review;

import org.jspecify.annotations.NullMarked;
