/** Latent models of one short file each, to use and to learn from; {@code docs/gallery.md} lists them. */
package org.em4j.gallery;
