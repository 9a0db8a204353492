/**
 * Captions: from spoken words to cues that can be read, and from cues to the files players load. Plain functions, and one
 * call that writes a revision of all captions of a video beside its segments. Who may change a cue is none of its business.
 */
@NullMarked
package io.aula.media.captions;

import org.jspecify.annotations.NullMarked;
