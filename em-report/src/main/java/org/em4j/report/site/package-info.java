/**
 * The static site of a checkout: {@link org.em4j.report.site.Site} makes pages of its Markdown, puts them around reports that the
 * command has written, and refuses a link that leads nowhere. A page of the site is a {@link org.em4j.report.site.Document}.
 *
 * <p>Internal: public where the build needs it, and free to change in any release.
 */
@NullMarked
package org.em4j.report.site;

import org.jspecify.annotations.NullMarked;
