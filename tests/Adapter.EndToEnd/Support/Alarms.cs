using Microsoft.Playwright;

namespace Adapter.EndToEnd.Support;

/// <summary>Hears whether anything ran, or stood in a page as more than a text, at any moment since it began to listen.</summary>
sealed class Alarms
{
    /// <summary>Looks at everything that comes into the page or is changed in it; stands in no page itself.</summary>
    const string Watch = """
        (() => {
          const told = window.told = [];
          const tell = what => { if (told.length < 20) told.push(what); };
          window.alert = window.confirm = window.prompt = () => tell('a script ran');
          const barred = new Set(['iframe', 'frame', 'object', 'embed', 'math', 'marquee', 'applet', 'portal', 'video', 'audio', 'base', 'meta', 'link', 'style', 'script']);
          const ends = /^\s*(javascript|vbscript|data:text|data:,)/i;
          const look = at => {
            if (at.nodeType !== Node.ELEMENT_NODE) return;
            const inBody = at.closest('body') !== null;
            if (inBody && barred.has(at.localName) && !(at.localName === 'script' && at.src.startsWith(location.origin + '/_')) && !(at.localName === 'style' && !at.textContent.includes('evil'))) tell(`<${at.localName}>`);
            for (const { name, value } of at.attributes) {
              if (/^on/i.test(name) || name.startsWith('blazor:')) tell(`<${at.localName} ${name}>`);
              if (/^(href|src|action|formaction|data|srcdoc|xlink:href)$/i.test(name) && (ends.test(value) || value.includes('evil.example') && !value.startsWith('/') )) tell(`<${at.localName} ${name}=${value}>`);
            }
          };
          const all = root => { look(root); if (root.querySelectorAll) root.querySelectorAll('*').forEach(look); };
          document.addEventListener('securitypolicyviolation', seen => tell(`refused: ${seen.violatedDirective} ${seen.blockedURI} ${seen.sample}`));
          window.addEventListener('error', seen => tell(`error: ${seen.message}`));
          new MutationObserver(changes => changes.forEach(change => change.type === 'attributes' ? look(change.target) : change.addedNodes.forEach(all)))
            .observe(document, { subtree: true, childList: true, attributes: true });
        })()
        """;

    // What is typed while the page is on its way may be dropped: ASP.NET forgets a handler that was replaced as soon as the
    // browser has the new page, though the event came before. A handler that fails is no such error, it shows one.
    const string Crossed = "There was an exception invoking 'DispatchEventAsync'";

    readonly List<string> heard = [];
    readonly IPage page;

    Alarms(IPage page) => this.page = page;

    public static async Task<Alarms> On(IPage page)
    {
        var alarms = new Alarms(page);
        await page.AddInitScriptAsync(Watch);
        page.Dialog += (_, dialog) =>
        {
            alarms.heard.Add($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.PageError += (_, error) =>
        {
            if (!error.Contains(Crossed, StringComparison.Ordinal)) alarms.heard.Add(error);
        };
        page.Console += (_, line) =>
        {
            if (line.Type == "error") alarms.heard.Add(line.Text);
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws", Host: not "127.0.0.1" }) alarms.heard.Add($"request to {request.Url}");
        };
        return alarms;
    }

    /// <summary>Nothing ran so far, and the page goes on: what was done before is done, and no failure is shown.</summary>
    public async Task Silent(string where)
    {
        await page.EvaluateAsync(Typist.Handled);
        var told = await page.EvaluateAsync<string[]>("() => window.told.splice(0)");
        Assert.True(heard.Count + told.Length == 0, $"{where}: {string.Join("; ", heard.Concat(told))}");
        Assert.Equal(0, await page.GetByText("程序内部出错").CountAsync());
    }
}
