/**
 * One set of CMAF segments under two manifests: cuts what the muxer writes into segments, and writes the HLS playlists
 * and the DASH manifest that name them. Plain Java over bytes; knows neither GStreamer nor the object store.
 */
@NullMarked
package io.aula.transcoder.packaging;

import org.jspecify.annotations.NullMarked;
