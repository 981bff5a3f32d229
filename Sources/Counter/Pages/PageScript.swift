extension PageAssets {
  /// `/counter.js`: what drop, progress and copying need; every page works without it. All words stand in the page.
  static let script = """
    'use strict';
    (() => {
      // A form that changes something is sent once; coming back to the page, it can be sent again.
      const sent = new Set();
      addEventListener('pageshow', () => {
        for (const button of sent) button.disabled = false;
        sent.clear();
      });
      const lock = form => {
        for (const button of form.querySelectorAll('button')) {
          button.disabled = true;
          sent.add(button);
        }
      };
      addEventListener('submit', event => {
        const form = event.target;
        if (event.defaultPrevented || form.method !== 'post') return;
        // Once the browser has taken the form's values, the pressed button's among them.
        setTimeout(() => lock(form));
      });

      for (const button of document.querySelectorAll('[data-copy]')) {
        const field = document.getElementById(button.dataset.copy);
        const said = button.parentElement.querySelector('[data-done]');
        field.addEventListener('focus', () => field.select());
        button.hidden = false;
        button.addEventListener('click', async () => {
          field.focus();
          try {
            await navigator.clipboard.writeText(field.value);
            said.textContent = said.dataset.done;
          } catch {
            if (document.execCommand('copy')) said.textContent = said.dataset.done;
          }
        });
      }

      // The answer in the place of what is shown, where there is no address that would show it again.
      const show = text => {
        const page = new DOMParser().parseFromString(text, 'text/html');
        const main = page.querySelector('main');
        if (!main) return false;
        document.querySelector('main').replaceWith(main);
        document.title = page.title;
        const title = page.querySelector('h1');
        if (title) document.querySelector('h1').replaceWith(title);
        main.focus();
        scrollTo(0, 0);
        return true;
      };

      for (const form of document.querySelectorAll('form[data-drop]')) {
        const field = form.querySelector('input[type=file]');
        const button = form.querySelector('button');
        const words = form.dataset;
        const status = form.querySelector('[role=status]');
        const bar = form.querySelector('progress');
        let dragged = 0;

        const fail = text => {
          status.textContent = text;
          bar.hidden = true;
          button.disabled = false;
          field.disabled = false;
        };

        const send = () => {
          const file = field.files[0];
          if (!file || button.disabled) return;
          if (file.size > Number(words.limit)) return fail(words.large);
          const data = new FormData(form);
          const request = new XMLHttpRequest();
          let quarter = -1;
          button.disabled = true;
          field.disabled = true;
          bar.hidden = false;
          bar.value = 0;
          status.textContent = words.sending.replace('{file}', file.name);
          request.upload.addEventListener('progress', event => {
            if (!event.lengthComputable) return;
            const percent = Math.floor(100 * event.loaded / event.total);
            bar.value = percent;
            // A screen reader is told every quarter, not every packet.
            if (Math.floor(percent / 25) === quarter) return;
            quarter = Math.floor(percent / 25);
            if (percent < 100) status.textContent = words.sent.replace('{percent}', percent);
          });
          request.upload.addEventListener('load', () => {
            bar.removeAttribute('value');
            status.textContent = words.reading;
          });
          request.addEventListener('load', () => {
            const here = new URL(form.action, location.href);
            const there = new URL(request.responseURL || form.action, location.href);
            if (there.pathname !== here.pathname) {
              const stays = there.pathname === location.pathname && there.search === location.search;
              location.assign(there);
              // To another place on the same page the browser would only scroll.
              if (stays && there.hash) location.reload();
            } else if (!show(request.responseText)) {
              fail(words.failed);
            }
          });
          for (const kind of ['error', 'abort', 'timeout']) {
            request.addEventListener(kind, () => fail(words.failed));
          }
          request.open('POST', form.action);
          request.send(data);
        };

        const hint = form.querySelector('[data-scripted]');
        if (hint) hint.hidden = false;
        form.addEventListener('submit', event => {
          event.preventDefault();
          send();
        });
        field.addEventListener('change', () => { status.textContent = ''; });
        const hasFiles = event => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
        addEventListener('dragenter', event => {
          if (!hasFiles(event)) return;
          dragged += 1;
          form.classList.add('over');
        });
        addEventListener('dragleave', event => {
          if (!hasFiles(event)) return;
          dragged -= 1;
          if (dragged <= 0) form.classList.remove('over');
        });
        addEventListener('dragover', event => {
          if (hasFiles(event)) event.preventDefault();
        });
        // Anywhere on the page: who misses the frame must not lose the page to the file.
        addEventListener('drop', event => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          dragged = 0;
          form.classList.remove('over');
          if (button.disabled) return;
          if (event.dataTransfer.files.length !== 1) return fail(words.several);
          field.files = event.dataTransfer.files;
          send();
        });
      }
    })();

    """
}
