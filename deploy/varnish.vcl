# Varnish (7 or newer) in front of a research updates site.
#
#   varnishd -a :80 -f /etc/varnish/varnish.vcl -s malloc,256m
#
# What is kept here is what can be dropped again: answers and pages with a Surrogate-Key, and what says itself how long
# a shared cache may keep it. The site drops them when something changes, by tag (see "Purging" below). Change three
# places: the backend, who may purge, and, if you renamed them, the cookies of people who are signed in.
# docs/how-to/put-a-cache-in-front.md says how the site is told of this cache.

vcl 4.1;

import std;

# --- 1. The site: one delivery process (or a load balancer in front of several).
backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .between_bytes_timeout = 10s;
}

# --- 2. Who may purge: the machines of the authoring process and of the worker, as Varnish sees them.
acl purgers {
    "127.0.0.1";
    "::1";
}

# Whoever may say in X-Forwarded-Proto how a reader came: your proxy for TLS.
acl proxies {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (client.ip !~ proxies) {
        # Anybody could make all links of an answer that is kept begin with http.
        unset req.http.X-Forwarded-Proto;
    }

    # Purging.
    # BAN drops everything that has one of the tags in Surrogate-Key, separated by spaces, or any tag at all for "*".
    # PURGE drops one address in all its variants.
    if (req.method == "BAN" || req.method == "PURGE") {
        # The site asks itself. What a proxy on the same machine passes on has an address before that of the proxy.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "You may not purge"));
        }
        if (req.method == "PURGE") {
            set req.url = std.querysort(req.url);
            return (purge);
        }
        if (req.http.Surrogate-Key == "*") {
            ban("obj.http.Surrogate-Key ~ .");
        } else if (req.http.Surrogate-Key ~ "^[a-z0-9-]+( [a-z0-9-]+)*$") {
            ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)");
        } else {
            return (synth(400, "Name tags in Surrogate-Key"));
        }
        return (synth(200, "Purged"));
    }

    # No client may say what only this cache says to the site.
    unset req.http.Surrogate-Capability;

    # One address for one answer: parameters in order, none that is empty or that only counts visitors.
    if (req.url ~ "\?") {
        set req.url = regsuball(req.url, "([?&])(utm_[a-z]+|fbclid|gclid)=[^&]*", "\1");
        set req.url = regsuball(req.url, "&&+", "&");
        set req.url = std.querysort(regsub(req.url, "\?&", "?"));
        set req.url = regsub(req.url, "[?&]+$", "");
    }
    # The answer depends on this header no more once the address names the locale.
    if (req.url ~ "^/api/research/" && req.url ~ "[?&]locales?=") {
        unset req.http.Accept-Language;
    }

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Asked by somebody in particular.
    if (req.http.Authorization || req.http.X-Api-Key || req.url ~ "[?&]preview=") {
        return (pass);
    }
    if (req.url ~ "^/(admin|api/v2|api/v3)(/|$)") {
        return (pass);
    }
    # The research API knows no cookie. On pages, these two are of people who are signed in or have typed a password.
    if (req.url !~ "^/api/research/" && req.http.Cookie ~ "(^|;\s*)(sessionid|reader)=") {
        return (pass);
    }
    unset req.http.Cookie;
    return (hash);
}

sub vcl_backend_fetch {
    # The delivery cache of the site answers a cache that keeps what it gets with nothing that is on its way out.
    set bereq.http.Surrogate-Capability = "varnish=Surrogate/1.0";
}

sub vcl_backend_response {
    if (bereq.is_bgfetch && beresp.status >= 500) {
        # An old answer that may still be served is better than an error.
        return (abandon);
    }
    if (beresp.http.Content-Type ~ "(?i)(json|xml|text/|javascript)") {
        set beresp.do_gzip = true;
    }
    # s-maxage and stale-while-revalidate are read by Varnish itself. A page says nothing of the kind: it is kept for a
    # minute if its tag lets the site drop it, and not at all otherwise.
    if (!beresp.http.Cache-Control && !beresp.http.Expires) {
        if (beresp.status == 200 && beresp.http.Surrogate-Key && !beresp.http.Set-Cookie) {
            set beresp.ttl = 60s;
            set beresp.grace = 30s;
        } else {
            set beresp.uncacheable = true;
            set beresp.ttl = 60s;
            return (deliver);
        }
    }
}

sub vcl_deliver {
    # Whether the answer was kept here.
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
