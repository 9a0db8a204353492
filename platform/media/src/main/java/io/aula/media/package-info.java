/**
 * What every service that touches media shares: where the bytes lie ({@link io.aula.media.ObjectStore}, a folder or
 * S3) and who may read them ({@link io.aula.media.MediaTokens}, the signed first part of a media path). It owns no
 * rule of the domain: whether someone may watch a video is decided in courses.
 */
@NullMarked
package io.aula.media;

import org.jspecify.annotations.NullMarked;
