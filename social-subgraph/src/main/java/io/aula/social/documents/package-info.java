/** The connection to MongoDB: its deadlines, what an outage is called, and how typed ids are written. It knows no feature. */
@NullMarked
package io.aula.social.documents;

import org.jspecify.annotations.NullMarked;
