/**
 * Files on their way to us, over tus. A request goes down: the controllers know {@code UploadService} alone, it knows the
 * bytes and the rows, and those know nobody.
 */
@NullMarked
package io.aula.courses.upload;

import org.jspecify.annotations.NullMarked;
