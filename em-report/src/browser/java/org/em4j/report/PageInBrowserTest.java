package org.em4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.em4j.validation.Papers;
import org.em4j.validation.reproduce.Reproduction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser has it. Leaves screenshots in {@code target/browser}, to be looked at. */
class PageInBrowserTest {
    private static final Path FOLDER = Path.of("target", "browser");

    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        Files.createDirectories(FOLDER);
        Report.prepare(FOLDER);
        Map<Path, String> files = Report.files(
                FOLDER, Papers.all().stream().map(Reproduction::run).toList(), Map.of("em4j", "as tested"));
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of("--no-sandbox", "--disable-quic", "--disable-background-networking")));
    }

    private static Path chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(n -> Path.of(folder, n)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium on the PATH; install one"));
    }

    @AfterAll
    static void close() {
        playwright.close();
    }

    private static Page page(int width, int height) {
        Page page = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height))
                .newPage();
        page.navigate(FOLDER.resolve("index.html").toUri().toString());
        return page;
    }

    @Test
    void nothingIsFetchedAndNothingGoesWrong() {
        List<String> trouble = new ArrayList<>();
        Page page = browser.newContext().newPage();
        page.onConsoleMessage(m -> trouble.add(m.text()));
        page.onPageError(trouble::add);
        page.onRequest(r -> trouble.add(r.url()));
        String url = FOLDER.resolve("index.html").toUri().toString();
        page.navigate(url);
        assertEquals(List.of(url), trouble);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void everyFormulaAndPictureIsSeenWithinTheWidthOfTheScreen(int width) {
        Page page = page(width, 900);
        assertEquals(39, page.locator("article .formulas").count());
        assertTrue(page.locator(".picture svg").count() >= 12);
        assertEquals(List.of(), page.evaluate("""
                () => [...document.querySelectorAll('.formula svg, .picture svg')].filter(s => {
                  const box = s.getBoundingClientRect();
                  const drawn = s.getBBox();
                  return box.width < 8 || box.height < 8 || box.right > innerWidth || drawn.width < 4 || drawn.height < 4;
                }).map(s => s.getAttribute('aria-label'))"""));
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
    }

    @Test
    void everyLinkHasItsTargetAndEveryNameIsThereOnce() {
        Page page = page(1280, 900);
        assertEquals(List.of(), page.evaluate("""
                () => [...document.querySelectorAll('a[href], use[href]')].map(e => e.getAttribute('href'))
                    .filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"""));
        assertEquals(List.of(), page.evaluate("""
                () => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                        return ids.filter((id, i) => ids.indexOf(id) !== i); }"""));
        page.locator("nav a", new Page.LocatorOptions().setHasText("3695dxg")).click();
        assertTrue(page.url().endsWith("#3695dxg"));
    }

    @Test
    void headingsDescendStepByStepAndPicturesHaveNames() {
        Page page = page(1280, 900);
        assertEquals(List.of(), page.evaluate("""
                () => { const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1]);
                        return levels.filter((l, i) => i === 0 ? l !== 1 : l > levels[i - 1] + 1 || l === 1); }"""));
        assertEquals(List.of(), page.evaluate("""
                () => [...document.querySelectorAll('[role=img]')].filter(e => !e.getAttribute('aria-label'))
                    .map(e => e.outerHTML.slice(0, 80))"""));
        assertEquals("en", page.evaluate("document.documentElement.lang"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textStandsOutFromItsGround(ColorScheme scheme) {
        Page page = page(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertEquals(List.of(), page.evaluate("""
                () => {
                  const rgb = c => c.match(/[\\\\d.]+/g).map(Number);
                  const light = c => { const [r, g, b] = rgb(c).map(v => { v /= 255;
                    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
                    if ((rgb(c)[3] ?? 1) > 0.5) return c; } return 'rgb(255, 255, 255)'; };
                  const poor = new Set();
                  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  while (walk.nextNode()) {
                    const e = walk.currentNode.parentElement;
                    if (!walk.currentNode.data.trim() || e.closest('style')) continue;
                    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
                    if ((a + 0.05) / (b + 0.05) < 4.5) poor.add(e.tagName + '.' + e.className);
                  }
                  return [...poor];
                }""".replace("\\\\", "\\")));
        shoot(page, scheme.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void aPhoneAndPaperHaveTheirOwnShape() {
        shoot(page(390, 800), "phone");
        Page page = page(800, 1100);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertEquals("none", page.evaluate("getComputedStyle(document.querySelector('nav')).display"));
        page.pdf(new Page.PdfOptions().setPath(FOLDER.resolve("page.pdf")).setFormat("A4"));
        shoot(page, "print");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(true));
    }
}
